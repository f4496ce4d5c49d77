"""The image repository as it reaches AWS."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.compute import Repository, RepositoryArgs
from components.naming import Location
from offline.recorder import Graph, run

LOCATION = Location(region="eu-central-1", account_id="123456789012")
REPOSITORY = "aws:ecr/repository:Repository"
LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy"
RIGHTS = "aws:iam/rolePolicy:RolePolicy"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"


def arguments(**changes: Any) -> RepositoryArgs:
    return RepositoryArgs(**{"location": LOCATION, "repository_name": "floodgate/api", **changes})


def graph(**changes: Any) -> Graph:
    def program() -> None:
        made = Repository("main-api-images", arguments(**changes))
        made.grant_push("release", aws.iam.Role("pipeline", assume_role_policy="{}"))
        for output in ("name", "arn", "url"):
            pulumi.export(output, getattr(made, output))

    return run(program)


def test_a_tag_never_moves_and_every_image_is_searched_for_faults() -> None:
    inputs = graph().one(REPOSITORY, "main-api-images-repository").inputs

    assert (inputs["name"], inputs["imageTagMutability"]) == ("floodgate/api", "IMMUTABLE")
    assert inputs["imageScanningConfiguration"] == {"scanOnPush": True}
    assert graph(scan_on_push=False).one(REPOSITORY).inputs["imageScanningConfiguration"] == {"scanOnPush": False}


def test_images_are_encrypted_with_the_given_key_or_with_awss() -> None:
    assert graph().one(REPOSITORY).inputs["encryptionConfigurations"] == [{"encryptionType": "AES256"}]
    assert graph(kms_key_arn=KEY).one(REPOSITORY).inputs["encryptionConfigurations"] == [
        {"encryptionType": "KMS", "kmsKey": KEY}
    ]


def test_old_images_go_and_what_has_no_tag_goes_first() -> None:
    made = graph(keep_images=50, expire_untagged_days=7)

    policy = made.one(LIFECYCLE, "main-api-images-lifecycle")
    first, last = json.loads(policy.inputs["policy"])["rules"]
    assert policy.inputs["repository"] == "floodgate/api"
    assert first["selection"] == {
        "tagStatus": "untagged",
        "countType": "sinceImagePushed",
        "countUnit": "days",
        "countNumber": 7,
    }
    assert last["selection"] == {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 50}
    assert first["rulePriority"] < last["rulePriority"]
    assert [rule["action"] for rule in (first, last)] == [{"type": "expire"}] * 2
    assert policy.property_dependencies["repository"] == {made.one(REPOSITORY).urn}


@pytest.mark.parametrize("protected", [True, False])
def test_it_is_deleted_only_by_those_who_say_so(protected: bool) -> None:
    made = graph(deletion_protection=protected, force_delete=not protected).one(REPOSITORY)

    assert made.request.protect is protected
    assert made.inputs["forceDelete"] is not protected


def test_a_pipeline_may_push_to_this_repository_only() -> None:
    made = graph()

    rights = made.one(RIGHTS, "main-api-images-push-release")
    token, push = json.loads(rights.inputs["policy"])["Statement"]
    assert (token["Action"], token["Resource"]) == (["ecr:GetAuthorizationToken"], ["*"])
    assert push["Resource"] == ["arn:aws:ecr:eu-central-1:123456789012:repository/floodgate/api"]
    assert {"ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"} <= set(
        push["Action"]
    )
    assert not {"ecr:DeleteRepository", "ecr:BatchDeleteImage", "ecr:PutImageTagMutability"} & set(push["Action"])
    assert rights.property_dependencies["role"] == {made.one("aws:iam/role:Role", "pipeline").urn}


def test_name_arn_and_url_are_known_at_preview() -> None:
    assert graph().exports == {
        "name": "floodgate/api",
        "arn": "arn:aws:ecr:eu-central-1:123456789012:repository/floodgate/api",
        "url": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/floodgate/api",
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"keep_images": 0}, "keep at least one image"),
        ({"expire_untagged_days": 0}, "keep at least one image"),
        ({"force_delete": True}, "a protected repository cannot be deleted with its images"),
    ],
)
def test_contradictions_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        arguments(**change)

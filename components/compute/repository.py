"""A repository of container images: what a service's digest points into.

A request never meets it; every start of a task does. It owns the repository and what becomes of old images, and lets
pipelines push; who may pull is said where a task's execution role is made. A tag never moves to another image, so what
was tested is what runs; a bad image can be told apart by its scan. While the registry is out of order no task starts,
and those that run go on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import iam
from components.naming import Location

_PUSH = [
    "BatchCheckLayerAvailability",
    "BatchGetImage",
    "CompleteLayerUpload",
    "InitiateLayerUpload",
    "PutImage",
    "UploadLayerPart",
]


@dataclass(frozen=True, kw_only=True)
class RepositoryArgs:
    """Arguments of Repository."""

    # Where the repository is; tasks pull from their own region.
    location: Location
    # Physical name, in lower case, with slashes between its parts: ``floodgate/api``.
    repository_name: str
    # Images that are kept, newest first. Everything that may still be gone back to must be among them, and what a task
    # runs: a task whose image is gone cannot be replaced. 100: three releases a day for a month (guess).
    keep_images: int = 100
    # Days until an image without a tag, such as a part of a build that was given up, is deleted. 14: a sprint (guess).
    expire_untagged_days: int = 14
    # Whether each image is searched for known faults when it is pushed.
    scan_on_push: bool = True
    # Customer managed KMS key; it cannot be changed later. None: AWS's own key, AES-256.
    kms_key_arn: pulumi.Input[str] | None = None
    # Whether Pulumi refuses to delete the repository.
    deletion_protection: bool = True
    # Whether deleting the repository deletes the images in it; for stacks that come and go.
    force_delete: bool = False

    def __post_init__(self) -> None:
        if self.keep_images < 1 or self.expire_untagged_days < 1:
            raise ValueError("keep at least one image, and what has no tag for a day: raise keep_images or the days")
        if self.deletion_protection and self.force_delete:
            raise ValueError(
                "a protected repository cannot be deleted with its images: set deletion_protection or force_delete"
            )


class Repository(pulumi.ComponentResource):
    """A repository whose tags never move.

    *Creates*: the repository and its lifecycle policy; the rights to push, for each ``grant_push``.

    *Outputs*: ``name``, ``arn`` and ``url``, all known at preview.

    *Cost* (2026-11, us-east-1): 0.10 USD a GB and month; 100 images of 0.1 GB that share half their layers 0.50 USD.

    *Rules that watch it*: images are named by digest or by tags that cannot move (SERVICE-014, SERVICE-031).
    """

    name: pulumi.Output[str]
    arn: pulumi.Output[str]
    url: pulumi.Output[str]

    def __init__(self, name: str, args: RepositoryArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Repository", name, {}, opts)
        self._name = name
        self._args = args
        repository = self._repository()
        self._expire(repository)
        location = args.location
        registry = f"{location.account_id}.dkr.ecr.{location.region}.{location.dns_suffix}"
        self.name = repository.name
        self.arn = self.name.apply(lambda physical: location.arn("ecr", f"repository/{physical}"))
        self.url = self.name.apply(lambda physical: f"{registry}/{physical}")
        self.register_outputs({"name": self.name, "arn": self.arn, "url": self.url})

    def _repository(self) -> aws.ecr.Repository:
        key = self._args.kms_key_arn
        return aws.ecr.Repository(
            f"{self._name}-repository",
            name=self._args.repository_name,
            image_tag_mutability="IMMUTABLE",
            image_scanning_configuration=aws.ecr.RepositoryImageScanningConfigurationArgs(
                scan_on_push=self._args.scan_on_push
            ),
            encryption_configurations=[
                aws.ecr.RepositoryEncryptionConfigurationArgs(
                    encryption_type="AES256" if key is None else "KMS", kms_key=key
                )
            ],
            force_delete=self._args.force_delete,
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self, protect=self._args.deletion_protection),
        )

    def _expire(self, repository: aws.ecr.Repository) -> None:
        untagged = {
            "tagStatus": "untagged",
            "countType": "sinceImagePushed",
            "countUnit": "days",
            "countNumber": self._args.expire_untagged_days,
        }
        surplus = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": self._args.keep_images}
        rules = [
            _rule(1, "Parts of builds that nobody named", untagged),
            _rule(2, "Images that nobody goes back to", surplus),  # "any" must come last
        ]
        aws.ecr.LifecyclePolicy(
            f"{self._name}-lifecycle",
            repository=repository.name,
            policy=pulumi.Output.json_dumps({"rules": rules}),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def grant_push(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role``, a pipeline's that the grant is named by ``grantee`` for, push images."""
        return iam.grant(
            f"{self._name}-push-{grantee}",
            role,
            iam.allow(
                ["ecr:GetAuthorizationToken"], ["*"]
            ),  # a token is for the whole registry: there is no ARN to name
            iam.allow([f"ecr:{action}" for action in _PUSH], [self.arn]),
            parent=self,
        )


def _rule(priority: int, description: str, selection: Mapping[str, object]) -> Mapping[str, object]:
    return {
        "rulePriority": priority,
        "description": description,
        "selection": selection,
        "action": {"type": "expire"},
    }

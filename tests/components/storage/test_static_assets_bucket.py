"""The assets bucket: nobody reads it but the distribution, and what nobody reads costs less."""

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.naming import Location
from components.storage import StaticAssetsBucket, StaticAssetsBucketArgs
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
BUCKET, POLICY = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
DISTRIBUTION = "arn:aws:cloudfront::123456789012:distribution/E2QWRUHAPOMQZL"


def graph(
    then: Callable[[StaticAssetsBucket], object] = lambda bucket: bucket.allow_distribution(DISTRIBUTION),
    **changes: Any,
) -> Graph:
    def program() -> None:
        arguments: dict[str, Any] = {"location": LOCATION, "bucket_name": "shop-prod-assets", **changes}
        bucket = StaticAssetsBucket("main-assets", StaticAssetsBucketArgs(**arguments))
        for output in ("bucket_name", "bucket_arn", "regional_domain_name"):
            pulumi.export(output, getattr(bucket, output))
        then(bucket)

    return run(program)


def rule(**changes: Any) -> dict[str, Any]:
    (found,) = graph(**changes).one(LIFECYCLE).inputs["rules"]
    assert isinstance(found, dict)
    return found


def test_only_the_distribution_may_read_and_only_over_tls() -> None:
    tls_only, reads = json.loads(graph().one(POLICY).inputs["policy"])["Statement"]
    assert (tls_only["Effect"], tls_only["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    assert reads == {
        "Sid": "DistributionReads",
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::shop-prod-assets/*",
        "Condition": {"StringEquals": {"aws:SourceArn": DISTRIBUTION}},
    }


def test_the_policy_waits_for_a_distribution_that_does_not_exist_yet() -> None:
    def behind_a_distribution(bucket: StaticAssetsBucket) -> None:
        control = aws.cloudfront.OriginAccessControl(
            "control", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
        )
        bucket.allow_distribution(control.arn)

    policy = graph(behind_a_distribution).one(POLICY)
    assert policy.inputs["policy"] == UNKNOWN
    assert any("originAccessControl" in urn for urn in policy.property_dependencies["policy"])


def test_without_a_distribution_there_is_no_policy_and_nobody_may_read() -> None:
    made = graph(lambda bucket: None)
    assert made.of_type(POLICY) == []
    block = made.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs
    assert {
        block[s] for s in ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    } == {True}


def test_it_is_locked_like_every_bucket_of_ours() -> None:
    made = graph()
    kinds = {r.type.rpartition(":")[2] for r in made.resources.values() if r.type.startswith("aws:s3/")}
    assert kinds == {
        "Bucket",
        "BucketLifecycleConfiguration",
        "BucketOwnershipControls",
        "BucketPolicy",
        "BucketPublicAccessBlock",
        "BucketServerSideEncryptionConfiguration",
        "BucketVersioning",
    }
    assert [r.name for r in made.resources.values() if r.request.protect] == ["main-assets-bucket"]


def test_pages_and_assets_have_one_origin_so_there_is_no_cors() -> None:
    made = graph()
    assert not [r for r in made.resources.values() if "Cors" in r.type]
    assert "corsRules" not in made.one(BUCKET).inputs


def test_objects_move_to_intelligent_tiering_on_their_first_day() -> None:
    assert rule()["transitions"] == [{"days": 0, "storageClass": "INTELLIGENT_TIERING"}]
    assert "transitions" not in rule(intelligent_tiering=False)


def test_no_object_is_archived_out_of_the_distributions_reach() -> None:
    assert graph().of_type("aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration") == []


def test_assets_stay_but_older_versions_and_broken_uploads_go() -> None:
    made = rule(noncurrent_retention_days=12)
    assert "expiration" not in made
    assert made["noncurrentVersionExpiration"] == {"noncurrentDays": 12}
    assert made["abortIncompleteMultipartUpload"] == {"daysAfterInitiation": 7}


def test_the_outputs_are_known_at_preview() -> None:
    assert graph().exports == {
        "bucket_name": "shop-prod-assets",
        "bucket_arn": "arn:aws:s3:::shop-prod-assets",
        "regional_domain_name": "shop-prod-assets.s3.us-east-1.amazonaws.com",
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"bucket_name": "Assets"}, "cannot be used"),
        ({"noncurrent_retention_days": 0}, "at least one day"),
        ({"force_destroy": True}, "cannot be deleted with its assets"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], words: str) -> None:
    arguments: dict[str, Any] = {"location": LOCATION, "bucket_name": "assets", **change}
    with pytest.raises(ValueError, match=words):
        StaticAssetsBucketArgs(**arguments)

"""The log bucket: locked down, and open for exactly the deliveries it was told of."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.naming import Location
from components.storage import LogBucket, LogBucketArgs, LogDelivery, LogSource
from offline.recorder import Graph, run

US_EAST_1 = Location(region="us-east-1", account_id="123456789012")
ALB = LogDelivery(source=LogSource.LOAD_BALANCER, prefix="load-balancer")

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"


def build(
    then: Callable[[LogBucket], None] = lambda bucket: None,
    *,
    location: Location = US_EAST_1,
    deliveries: Sequence[LogDelivery] = (ALB,),
    deletion_protection: bool = True,
    force_destroy: bool = False,
) -> Graph:
    """A preview: all that is asserted here must be readable before anything exists."""

    def program() -> None:
        args = LogBucketArgs(
            location=location,
            bucket_name="shop-prod-logs",
            deliveries=deliveries,
            retention_days=60,
            noncurrent_retention_days=10,
            deletion_protection=deletion_protection,
            force_destroy=force_destroy,
        )
        then(LogBucket("main-logs", args))

    return run(program, preview=True)


def statements(graph: Graph) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(graph.one(POLICY).inputs["policy"])["Statement"]
    return found


def test_the_bucket_has_the_given_name_and_refuses_to_go_unless_told_otherwise() -> None:
    kept = build().one(BUCKET)
    passing = build(deletion_protection=False, force_destroy=True).one(BUCKET)

    assert kept.inputs["bucket"] == "shop-prod-logs"
    assert (kept.inputs["forceDestroy"], kept.request.protect) == (False, True)
    assert (passing.inputs["forceDestroy"], passing.request.protect) == (True, False)


def test_only_the_bucket_itself_is_protected() -> None:
    protected = [r.name for r in build().resources.values() if r.request.protect]

    assert protected == ["main-logs-bucket"]


def test_objects_are_encrypted_by_s3_because_load_balancers_support_no_other_key() -> None:
    encryption = build().one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")

    assert encryption.inputs["rules"] == [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]


def test_nothing_can_be_public() -> None:
    graph = build()
    block = graph.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs
    ownership = graph.one("aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs

    switches = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    assert [block[switch] for switch in switches] == [True] * 4
    assert ownership["rule"] == {"objectOwnership": "BucketOwnerEnforced"}


def test_old_logs_old_versions_and_broken_uploads_go_by_themselves() -> None:
    graph = build()
    versioning = graph.one("aws:s3/bucketVersioning:BucketVersioning")
    lifecycle = graph.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
    [rule] = lifecycle.inputs["rules"]

    assert versioning.inputs["versioningConfiguration"] == {"status": "Enabled"}
    assert versioning.urn in lifecycle.dependencies
    assert (rule["status"], rule["filter"]) == ("Enabled", {"prefix": ""})
    assert rule["expiration"] == {"days": 60}
    assert rule["noncurrentVersionExpiration"] == {"noncurrentDays": 10}
    assert rule["abortIncompleteMultipartUpload"] == {"daysAfterInitiation": 7}


def test_everything_is_about_the_one_bucket() -> None:
    graph = build()
    parts = [r for r in graph.resources.values() if r.type.startswith("aws:s3/") and r.type != BUCKET]

    assert len(parts) == 6
    for part in parts:
        assert part.inputs["bucket"] == "shop-prod-logs"
        assert part.property_dependencies["bucket"] == {graph.one(BUCKET).urn}


def test_requests_without_tls_are_denied() -> None:
    tls_only, *_ = statements(build())

    assert tls_only["Effect"] == "Deny"
    assert tls_only["Principal"] == "*"
    assert tls_only["Action"] == "s3:*"
    assert tls_only["Resource"] == ["arn:aws:s3:::shop-prod-logs", "arn:aws:s3:::shop-prod-logs/*"]
    assert tls_only["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_load_balancers_of_this_account_may_write_under_their_prefix() -> None:
    _, delivery = statements(build())

    assert delivery == {
        "Effect": "Allow",
        "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::shop-prod-logs/load-balancer/AWSLogs/123456789012/*",
    }


def test_each_delivery_has_its_statement_in_the_only_policy() -> None:
    graph = build(deliveries=[ALB, LogDelivery(source=LogSource.LOAD_BALANCER, prefix="internal/alb")])

    resources = [s["Resource"] for s in statements(graph)[1:]]
    assert [r.removeprefix("arn:aws:s3:::shop-prod-logs/") for r in resources] == [
        "load-balancer/AWSLogs/123456789012/*",
        "internal/alb/AWSLogs/123456789012/*",
    ]


def test_without_deliveries_nobody_may_write() -> None:
    assert [s["Effect"] for s in statements(build(deliveries=[]))] == ["Deny"]


def test_arns_carry_the_partition_of_the_region() -> None:
    graph = build(location=Location(region="us-gov-west-1", account_id="123456789012"))
    _, delivery = statements(graph)

    assert delivery["Resource"].startswith("arn:aws-us-gov:s3:::shop-prod-logs/")


def test_whoever_is_configured_with_the_bucket_waits_for_its_policy() -> None:
    def write_to(bucket: LogBucket) -> None:
        aws.ssm.Parameter("writer", type="String", value=bucket.bucket_name)
        pulumi.export("arn", bucket.bucket_arn)

    graph = build(write_to)
    writer = graph.one("aws:ssm/parameter:Parameter")

    assert writer.inputs["value"] == "shop-prod-logs"
    assert writer.property_dependencies["value"] == {graph.one(POLICY).urn}
    assert graph.exports["arn"] == "arn:aws:s3:::shop-prod-logs"


def test_the_policy_follows_the_other_changes_of_the_bucket() -> None:
    graph = build()
    before = {
        graph.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").urn,
        graph.one("aws:s3/bucketOwnershipControls:BucketOwnershipControls").urn,
    }

    assert before <= graph.one(POLICY).dependencies


@pytest.mark.parametrize("prefix", ["", "/alb", "alb/", "a b", "AWSLogs", "alb/AWSLogs", "*"])
def test_a_prefix_that_aws_or_the_policy_would_misread_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match=r"the log prefix .* cannot be used"):
        LogDelivery(source=LogSource.LOAD_BALANCER, prefix=prefix)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"bucket_name": "Logs"}, "bucket name 'Logs' cannot be used"),
        ({"bucket_name": "lo"}, "bucket name 'lo' cannot be used"),
        ({"retention_days": 0}, "at least one day"),
        ({"noncurrent_retention_days": 0}, "at least one day"),
        ({"force_destroy": True}, "set deletion_protection or force_destroy"),
        ({"deliveries": [ALB, ALB]}, "two deliveries share a prefix"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    arguments: dict[str, Any] = {"location": US_EAST_1, "bucket_name": "logs", "deliveries": [ALB], **change}

    with pytest.raises(ValueError, match=sentence):
        LogBucketArgs(**arguments)

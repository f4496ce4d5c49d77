"""
*What it checks*: the access control lists of a bucket are turned off: where its object ownership is set, it is
BucketOwnerEnforced. A bucket to which a distribution writes logs in the legacy way needs lists and is left out.

*Why it matters*: with lists each object may be opened by whoever uploads it, and what another account uploads belongs
to that account. No policy shows who reads what.

*How to fix*: set the object ownership to BucketOwnerEnforced, which is also the default, and say who may in the policy.
"""

from typing import Final

from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.storage.buckets import BUCKET, settings_of
from rules.values import UNKNOWN

OWNERSHIP: Final = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
_LEGACY_LOGS: Final = Holder("aws:cloudfront/distribution:Distribution", ("loggingConfig", "bucket"))


def check(stack: Stack, report: Report) -> None:
    """Every bucket that needs no lists has none."""
    for bucket in stack.of(BUCKET):
        report.decides(
            bucket,
            some([negate(_has_lists(stack, bucket)), _needs_lists(stack, bucket)]),
            wrong=f"{bucket} lets access control lists open its objects one by one.",
            missing="its object ownership",
        )


def _has_lists(stack: Stack, bucket: Resource) -> Truth:
    separate, others = settings_of(stack, bucket, OWNERSHIP)
    # Without the resource it is BucketOwnerEnforced: S3 User Guide, Controlling ownership of objects.
    enforced = [equals(read(one, "rule", "objectOwnership"), "BucketOwnerEnforced") for one in separate]
    return negate(every([*enforced, UNKNOWN if others else True]))


def _needs_lists(stack: Stack, bucket: Resource) -> Truth:
    logs = stack.incoming(_LEGACY_LOGS, to=BUCKET)
    if logs.to(bucket):
        return True
    return UNKNOWN if logs.perhaps_to(bucket, nameless=stack.is_nameless(bucket)) else False


RULE = Rule(
    id="STORAGE-010",
    title="Bucket has access control lists turned off",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ensure-object-ownership.html", read="2026-11-25"
        ),
    ),
    rationale="Lists are off in every new bucket, and AWS recommends to leave them off. Turned on, one upload with a "
    "public list opens an object, and no policy of the bucket tells so.",
    remediation="Set rule.objectOwnership of the BucketOwnershipControls to BucketOwnerEnforced. Floodgate's "
    "StaticAssetsBucket and LogBucket components do so.",
    since="0.1.0",
    check=check,
)

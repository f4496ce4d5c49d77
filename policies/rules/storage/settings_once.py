"""
*What it checks*: each setting of a bucket comes from one resource: one BucketPolicy, one BucketNotification, one
BucketLifecycleConfiguration, and so on.

*Why it matters*: S3 replaces the whole setting each time. Of two policies the one that is applied last counts, and the
statements of the other are gone; two notifications take each other's events away in turn, without an error.

*How to fix*: put all statements, events or rules into one resource.
"""

from typing import Final

from rules.logic import Truth, every
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.storage.buckets import BUCKET
from rules.values import UNKNOWN

_SETTINGS: Final = {
    "aws:s3/bucketPolicy:BucketPolicy": "policy",
    "aws:s3/bucketNotification:BucketNotification": "notifications",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "lifecycle",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "encryption",
    "aws:s3/bucketVersioning:BucketVersioning": "versioning",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "public access block",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "object ownership",
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": "CORS rules",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "replication",
    "aws:s3/bucketLogging:BucketLogging": "logging",
}


def check(stack: Stack, report: Report) -> None:
    """Every bucket has one resource for each setting."""
    for bucket in stack.of(BUCKET):
        once = {setting: _is_set_once(stack, bucket, token) for token, setting in _SETTINGS.items()}
        twice = " and its ".join(setting for setting, truth in once.items() if truth is False)
        report.decides(
            bucket,
            every(once.values()),
            wrong=f"{bucket} gets its {twice} from several resources, which replace each other's.",
            missing="which resources hold its settings",
        )


def _is_set_once(stack: Stack, bucket: Resource, token: str) -> Truth:
    found = stack.incoming(Holder(token, ("bucket",)), to=BUCKET)
    sure, perhaps = found.to(bucket), found.perhaps_to(bucket, nameless=stack.is_nameless(bucket))
    if len(sure) > 1:
        return False
    return UNKNOWN if len(sure) + len(perhaps) > 1 else True


RULE = Rule(
    id="STORAGE-014",
    title="Bucket has each of its settings from one resource",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS05-BP03 Use configuration management systems",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/sdkfornet/latest/apidocs/items/TS3PutBucketPolicyRequestNET45.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html",
            read="2026-11-25",
        ),
    ),
    rationale="A new policy, lifecycle or notification completely replaces the one that a bucket has. Of two resources "
    "each undoes the other, so permissions, events or retention vanish, another one at each update.",
    remediation="Merge them into one resource for each bucket. Floodgate's StaticAssetsBucket and LogBucket components "
    "make one of each.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a lifecycle rule of each bucket deletes parts of uploads that were never finished.

*Why it matters*: the parts of a multipart upload that broke off stay for ever and are paid for, and no listing of
objects shows them.

*How to fix*: add a lifecycle rule with abortIncompleteMultipartUpload, after 7 days for example.
"""

from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.storage.buckets import BUCKET
from rules.storage.lifecycles import UNFINISHED_UPLOADS, deletes


def check(stack: Stack, report: Report) -> None:
    """Every bucket gets rid of unfinished uploads."""
    for bucket in stack.of(BUCKET):
        report.decides(
            bucket,
            deletes(stack, bucket, UNFINISHED_UPLOADS),
            wrong=f"{bucket} keeps the parts of unfinished uploads for ever.",
            missing="its lifecycle rules",
        )


RULE = Rule(
    id="STORAGE-005",
    title="Bucket deletes what is left of unfinished uploads",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST04-BP05 Enforce data retention policies",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
            read="2026-11-23",
        ),
    ),
    rationale="Parts of broken uploads are stored and billed until somebody aborts the upload. They are in no listing "
    "and in no backup, so nobody finds them.",
    remediation="Add abortIncompleteMultipartUpload with daysAfterInitiation to the rules of a "
    "BucketLifecycleConfiguration. Floodgate's StaticAssetsBucket and LogBucket components do so.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a bucket that keeps older versions of its objects deletes them after some time, by a lifecycle rule.

*Why it matters*: every overwritten and every deleted object stays as an older version at the full price. No listing
shows it, so the bill grows with each deployment and nothing explains it.

*How to fix*: add a lifecycle rule that expires noncurrent versions, after 30 days for example.
"""

from rules.logic import implies
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.storage.buckets import BUCKET, keeps_versions
from rules.storage.lifecycles import OLD_VERSIONS, deletes


def check(stack: Stack, report: Report) -> None:
    """Every bucket with older versions gets rid of them."""
    for bucket in stack.of(BUCKET):
        versions = keeps_versions(stack, bucket)
        if versions is not False:
            report.decides(
                bucket,
                implies(versions, deletes(stack, bucket, OLD_VERSIONS)),
                wrong=f"{bucket} keeps older versions of its objects for ever.",
                missing="its versioning, and its lifecycle rules",
            )


RULE = Rule(
    id="STORAGE-013",
    title="Bucket with versions deletes older ones after a time",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST04-BP05 Enforce data retention policies",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html",
            read="2026-11-25",
        ),
    ),
    rationale="In a bucket with versions an expired or deleted object only gets a marker. What was there before is "
    "stored and paid for until a rule for noncurrent versions removes it.",
    remediation="Add noncurrentVersionExpiration.noncurrentDays to the rules of a BucketLifecycleConfiguration. With "
    "Floodgate's StaticAssetsBucket component: noncurrent_retention_days.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a bucket to which a service writes logs deletes them after some time, by a lifecycle rule.

*Why it matters*: logs of requests grow with the traffic and never stop. After a year they cost more than what they are
about, and they hold addresses of people longer than anybody may need them.

*How to fix*: add a lifecycle rule with an expiration.
"""

from rules.logic import implies
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.storage.buckets import BUCKET, holds_logs
from rules.storage.lifecycles import CURRENT, deletes


def check(stack: Stack, report: Report) -> None:
    """Every bucket with logs gets rid of them."""
    for bucket in stack.of(BUCKET):
        logs = holds_logs(stack, bucket)
        if logs is not False:
            report.decides(
                bucket,
                implies(logs, deletes(stack, bucket, CURRENT)),
                wrong=f"{bucket} takes logs and keeps them for ever.",
                missing="its lifecycle rules, and whether a service writes logs to it",
            )


RULE = Rule(
    id="STORAGE-012",
    title="Bucket with logs deletes them after a time",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST04-BP05 Enforce data retention policies",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/deleting-log-files-lifecycle.html",
            read="2026-11-25",
        ),
    ),
    rationale="Nothing in S3 goes by itself. Logs of a busy load balancer or distribution are gigabytes a day, paid "
    "for every month until somebody notices.",
    remediation="Add expiration.days to the rules of a BucketLifecycleConfiguration. With Floodgate's LogBucket "
    "component: retention_days.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a bucket keeps older versions of its objects. Buckets to which a service writes logs, those of stacks
for development, caches by the last word of their name in the program, such as build-cache, and those whose tag says
that they may be lost, are left out.

*Why it matters*: without versions an object that is overwritten or deleted, by a wrong deployment, a script or somebody
else, is gone.

*How to fix*: turn versioning on, and let a lifecycle rule delete old versions after some weeks.
"""

from rules import disposable
from rules.logic import some
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.stages import DEVELOPMENT_STACKS, is_for_development
from rules.storage.buckets import BUCKET, holds_logs, is_cache, keeps_versions


def check(stack: Stack, report: Report) -> None:
    """Every bucket with data keeps older versions."""
    for bucket in stack.of(BUCKET):
        logs = holds_logs(stack, bucket)
        if not is_for_development(bucket, report) and not is_cache(bucket) and logs is not True:
            report.decides(
                bucket,
                some([keeps_versions(stack, bucket), disposable.is_disposable(bucket, report), logs]),
                wrong=f"{bucket} keeps no older versions: what is overwritten or deleted is gone.",
                missing="whether it keeps older versions",
            )


RULE = Rule(
    id="STORAGE-004",
    title="Bucket keeps older versions of its objects",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP01 Identify and back up all data that needs to be backed up, or reproduce the data from sources",
    references=(
        Reference(url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html", read="2026-11-23"),
    ),
    rationale="A bucket without versions has no undo. One wrong sync, an expired script or a stolen key takes objects "
    "away for good, also those that a page needs right now.",
    remediation="Set versioningConfiguration.status of a BucketVersioning to Enabled. Floodgate's StaticAssetsBucket "
    "component does so.",
    since="0.1.0",
    check=check,
    options=(disposable.OPTION, DEVELOPMENT_STACKS),
)

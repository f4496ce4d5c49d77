"""
*What it checks*: a bucket is not emptied when it is deleted: forceDestroy is off. Buckets of stacks for development,
caches by the last word of their name in the program, such as build-cache, and those whose tag says that they may be
lost, are left out.

*Why it matters*: S3 refuses to delete a bucket that holds something, and that is the last guard before a loss. With
forceDestroy Pulumi deletes all objects and all their versions first, so one renamed resource is enough.

*How to fix*: leave forceDestroy out, and empty a bucket by hand before it goes.
"""

from rules import disposable
from rules.logic import negate, some
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stages import DEVELOPMENT_STACKS, is_for_development
from rules.storage.buckets import BUCKET, is_cache


def check(bucket: Resource, report: Report) -> None:
    """A bucket with data goes only when it is empty."""
    if not is_for_development(bucket, report) and not is_cache(bucket):
        report.decides(
            bucket,
            some([negate(read_flag(bucket, "forceDestroy")), disposable.is_disposable(bucket, report)]),
            wrong=f"{bucket} loses all objects and their versions when it is deleted: forceDestroy is on.",
            missing="whether it is emptied when it is deleted",
        )


RULE = Rule(
    id="STORAGE-011",
    title="Bucket with objects cannot be deleted",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP01 Identify and back up all data that needs to be backed up, or reproduce the data from sources",
    references=(
        Reference(url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html", read="2026-11-25"),
    ),
    rationale="A deleted bucket cannot be restored by AWS, and its name is free for others. That S3 deletes only empty "
    "buckets turns a mistake into an error message; forceDestroy turns it back into a loss.",
    remediation="Leave forceDestroy out, or set it to false. With Floodgate's StaticAssetsBucket and LogBucket "
    "components: force_destroy.",
    since="0.1.0",
    check_resource=check,
    types=(BUCKET,),
    options=(disposable.OPTION, DEVELOPMENT_STACKS),
)

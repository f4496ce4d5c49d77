"""Programs that keep and break STORAGE-005, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

ABORT = {"abort_incomplete_multipart_upload": {"days_after_initiation": 7}}


def _rules(bucket: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None, **rule: Any) -> None:
    rules: list[Any] = [{"id": "all", "status": "Enabled", "filter": {"prefix": ""}, **rule}]
    aws.s3.BucketLifecycleConfiguration("uploads", bucket=bucket, rules=rules, opts=opts)


def good_separate() -> None:
    """They are deleted after a week."""
    _rules(aws.s3.Bucket("uploads").id, None, **ABORT)


def good_inline() -> None:
    """The same in the bucket itself."""
    rules = [aws.s3.BucketLifecycleRuleArgs(enabled=True, abort_incomplete_multipart_upload_days=7)]
    aws.s3.Bucket("uploads", lifecycle_rules=rules)


def bad_default() -> None:
    """Bucket `uploads` keeps the parts of unfinished uploads for ever."""
    aws.s3.Bucket("uploads")


def bad_other_rules_by_name() -> None:
    """Bucket `uploads` keeps the parts of unfinished uploads for ever."""
    aws.s3.Bucket("uploads", bucket="shop-uploads")
    _rules("shop-uploads", expiration={"days": 90})


def bad_disabled_in_a_component() -> None:
    """Bucket `uploads` keeps the parts of unfinished uploads for ever."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Uploads", "uploads"))
    _rules(
        aws.s3.BucketV2("uploads", bucket="shop-uploads", opts=inside).bucket, inside, **{**ABORT, "status": "Disabled"}
    )

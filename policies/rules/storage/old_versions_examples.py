"""Programs that keep and break STORAGE-013, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

ENABLED = aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled")


def _rules(bucket: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None, **rule: Any) -> None:
    rules: list[Any] = [{"id": "all", "status": "Enabled", "filter": {"prefix": ""}, **rule}]
    aws.s3.BucketLifecycleConfiguration("uploads", bucket=bucket, rules=rules, opts=opts)


def good_separate() -> None:
    """Older versions go after a month."""
    bucket = aws.s3.Bucket("uploads")
    aws.s3.BucketVersioning("uploads", bucket=bucket.id, versioning_configuration=ENABLED)
    _rules(bucket.id, noncurrent_version_expiration={"noncurrent_days": 30})


def good_inline() -> None:
    """The same in the bucket itself."""
    rules: list[Any] = [{"enabled": True, "noncurrent_version_expiration": {"days": 30}}]
    aws.s3.Bucket("uploads", versioning={"enabled": True}, lifecycle_rules=rules)


def bad_without() -> None:
    """Bucket `uploads` keeps older versions of its objects for ever."""
    bucket = aws.s3.Bucket("uploads")
    aws.s3.BucketVersioning("uploads", bucket=bucket.id, versioning_configuration=ENABLED)


def bad_current_only_by_name() -> None:
    """Bucket `uploads` keeps older versions of its objects for ever."""
    aws.s3.Bucket("uploads", bucket="shop-uploads")
    aws.s3.BucketVersioning("uploads", bucket="shop-uploads", versioning_configuration=ENABLED)
    _rules("shop-uploads", expiration={"days": 365})


def bad_old_type_in_a_component() -> None:
    """Bucket `uploads` keeps older versions of its objects for ever."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Uploads", "uploads"))
    bucket = aws.s3.BucketV2("uploads", bucket="shop-uploads", versionings=[{"enabled": True}], opts=inside)
    _rules(bucket.id, inside, abort_incomplete_multipart_upload={"days_after_initiation": 7})

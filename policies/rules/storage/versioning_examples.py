"""Programs that keep and break STORAGE-004, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

ENABLED = aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled")


def good_separate() -> None:
    """Versions are kept."""
    aws.s3.BucketVersioning("uploads", bucket=aws.s3.Bucket("uploads").id, versioning_configuration=ENABLED)


def good_inline() -> None:
    """The same in the bucket itself."""
    aws.s3.Bucket("uploads", versioning={"enabled": True})


def good_logs() -> None:
    """Each log has a name of its own."""
    logs, assets = aws.s3.Bucket("logs"), aws.s3.Bucket("uploads", versioning={"enabled": True})
    aws.s3.BucketLogging("uploads", bucket=assets.id, target_bucket=logs.id, target_prefix="uploads/")


def good_disposable() -> None:
    """Nobody would miss it."""
    aws.s3.Bucket("scratch", tags={"FLOODGATE_DISPOSABLE": "true"})


def good_cache() -> None:
    """What is in a cache can be made again; older versions would only cost."""
    aws.s3.Bucket("build-cache")


def bad_copies_of_a_cache() -> None:
    """Bucket `cache-snapshots` keeps no older versions: what is overwritten or deleted is gone."""
    aws.s3.Bucket("cache-snapshots")


def bad_default() -> None:
    """Bucket `uploads` keeps no older versions: what is overwritten or deleted is gone."""
    aws.s3.Bucket("uploads")


def bad_suspended_by_name() -> None:
    """Bucket `uploads` keeps no older versions: what is overwritten or deleted is gone."""
    aws.s3.Bucket("uploads", bucket="shop-uploads")
    suspended = aws.s3.BucketVersioningVersioningConfigurationArgs(status="Suspended")
    aws.s3.BucketVersioning("uploads", bucket="shop-uploads", versioning_configuration=suspended)


def bad_another_bucket_in_a_component() -> None:
    """Bucket `uploads` keeps no older versions: what is overwritten or deleted is gone."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Uploads", "uploads"))
    aws.s3.BucketV2("uploads", bucket="shop-uploads", opts=inside)
    aws.s3.BucketVersioning("other", bucket="shop-other", versioning_configuration=ENABLED, opts=inside)

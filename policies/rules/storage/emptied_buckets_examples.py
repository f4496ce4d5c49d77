"""Programs that keep and break STORAGE-011. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_default() -> None:
    """S3 refuses to delete it as long as it holds something."""
    aws.s3.Bucket("uploads")


def good_disposable() -> None:
    """Nobody would miss it."""
    aws.s3.Bucket("scratch", force_destroy=True, tags={"FLOODGATE_DISPOSABLE": "true"})


def bad_on() -> None:
    """Bucket `uploads` loses all objects and their versions when it is deleted: forceDestroy is on."""
    aws.s3.Bucket("uploads", force_destroy=True)


def bad_old_type_in_a_component() -> None:
    """Bucket `uploads` loses all objects and their versions when it is deleted: forceDestroy is on."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Uploads", "uploads"))
    aws.s3.BucketV2("uploads", force_destroy=True, opts=inside)

"""Programs that keep and break STORAGE-011. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_default() -> None:
    """S3 refuses to delete it as long as it holds something."""
    aws.s3.Bucket("uploads")


def good_disposable() -> None:
    """Nobody would miss it."""
    aws.s3.Bucket("scratch", force_destroy=True, tags={"FLOODGATE_DISPOSABLE": "true"})


def good_cache() -> None:
    """What is in a cache can be made again."""
    aws.s3.Bucket("buildCache", force_destroy=True)


def bad_name_that_ends_in_the_same_letters() -> None:
    """Bucket `geocache` loses all objects and their versions when it is deleted: forceDestroy is on."""
    aws.s3.Bucket("geocache", force_destroy=True)


def bad_on() -> None:
    """Bucket `uploads` loses all objects and their versions when it is deleted: forceDestroy is on."""
    aws.s3.Bucket("uploads", force_destroy=True)


def bad_old_type_in_a_component() -> None:
    """Bucket `uploads` loses all objects and their versions when it is deleted: forceDestroy is on."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Uploads", "uploads"))
    aws.s3.BucketV2("uploads", force_destroy=True, opts=inside)

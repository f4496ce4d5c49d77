"""Programs that keep and break STORAGE-001. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_four() -> None:
    """All four are set."""
    aws.s3.BucketPublicAccessBlock(
        "assets",
        bucket=aws.s3.Bucket("assets").id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
    )


def good_account() -> None:
    """What the account blocks, no bucket of it allows."""
    aws.s3.AccountPublicAccessBlock(
        "account",
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
    )
    aws.s3.BucketPublicAccessBlock("assets", bucket="shop-assets", block_public_acls=True)


def bad_account() -> None:
    """Public access block `account` does not set ignorePublicAcls and restrictPublicBuckets."""
    aws.s3.AccountPublicAccessBlock("account", block_public_acls=True, block_public_policy=True)


def bad_two() -> None:
    """Public access block `assets` does not set ignorePublicAcls and restrictPublicBuckets."""
    bucket = aws.s3.Bucket("assets").id
    aws.s3.BucketPublicAccessBlock("assets", bucket=bucket, block_public_acls=True, block_public_policy=True)


def bad_off_in_a_component() -> None:
    """Public access block `assets` does not set blockPublicPolicy."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Assets", "assets"))
    aws.s3.BucketPublicAccessBlock(
        "assets",
        bucket="shop-assets",
        block_public_acls=True,
        block_public_policy=False,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=inside,
    )

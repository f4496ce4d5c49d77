"""Programs that keep and break STORAGE-015. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws


def _encrypt(algorithm: str, opts: pulumi.ResourceOptions | None = None, **settings: Any) -> None:
    rules: list[Any] = [{"apply_server_side_encryption_by_default": {"sse_algorithm": algorithm}, **settings}]
    aws.s3.BucketServerSideEncryptionConfiguration("uploads", bucket="shop-uploads", rules=rules, opts=opts)


def good_bucket_key() -> None:
    """S3 asks KMS now and then."""
    _encrypt("aws:kms", bucket_key_enabled=True)


def good_keys_of_s3() -> None:
    """KMS is not asked."""
    _encrypt("AES256")


def good_two_layers() -> None:
    """AWS has no bucket keys for these."""
    _encrypt("aws:kms:dsse")


def bad_default() -> None:
    """Bucket encryption `uploads` encrypts with a key of KMS and no bucket key: each request for an object asks KMS."""
    _encrypt("aws:kms")


def bad_off_in_a_component() -> None:
    """Bucket encryption `uploads` encrypts with a key of KMS and no bucket key: each request for an object asks KMS."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Uploads", "component"))
    _encrypt("aws:kms", inside, bucket_key_enabled=False)


def bad_inline() -> None:
    """Bucket `uploads` encrypts with a key of KMS and no bucket key: each request for an object asks KMS."""
    rule: Any = {"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms"}}
    aws.s3.Bucket("uploads", server_side_encryption_configuration={"rule": rule})


def bad_inline_of_the_old_type() -> None:
    """Bucket `uploads` encrypts with a key of KMS and no bucket key: each request for an object asks KMS."""
    rules: list[Any] = [{"apply_server_side_encryption_by_defaults": [{"sse_algorithm": "aws:kms"}]}]
    aws.s3.BucketV2("uploads", server_side_encryption_configurations=[{"rules": rules}])

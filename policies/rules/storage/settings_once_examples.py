"""Programs that keep and break STORAGE-014, in the spellings of users. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

ACCOUNT = "arn:aws:iam::123456789012:role"


def _policy(name: str, bucket: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    allow = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shop-uploads/*"}
    document: dict[str, Any] = {"Statement": [{**allow, "Principal": {"AWS": f"{ACCOUNT}/{name}"}}]}
    aws.s3.BucketPolicy(name, bucket=bucket, policy=json.dumps(document), opts=opts)


def _notify(name: str, bucket: pulumi.Input[str]) -> None:
    topics: list[Any] = [{"topic_arn": f"arn:aws:sns:us-east-1:123456789012:{name}", "events": ["s3:ObjectCreated:*"]}]
    aws.s3.BucketNotification(name, bucket=bucket, topics=topics)


def good_one_of_each() -> None:
    """One policy and one notification."""
    bucket = aws.s3.Bucket("uploads", bucket="shop-uploads")
    _policy("readers", bucket.id)
    _notify("thumbnails", bucket.id)


def good_two_buckets() -> None:
    """Each has a policy of its own."""
    _policy("readers", aws.s3.Bucket("uploads", bucket="shop-uploads").id)
    _policy("writers", aws.s3.Bucket("incoming", bucket="shop-incoming").id)


def bad_two_policies() -> None:
    """Bucket `uploads` gets its policy from several resources, which replace each other's."""
    bucket = aws.s3.Bucket("uploads", bucket="shop-uploads")
    _policy("readers", bucket.id)
    _policy("writers", bucket.bucket)


def bad_two_notifications_by_name() -> None:
    """Bucket `uploads` gets its notifications from several resources, which replace each other's."""
    bucket = aws.s3.Bucket("uploads", bucket="shop-uploads")
    _notify("thumbnails", bucket.id)
    _notify("scans", "shop-uploads")


def bad_old_types_in_a_component() -> None:
    """Bucket `uploads` gets its policy and its versioning from several resources, which replace each other's."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Uploads", "uploads"))
    bucket = aws.s3.BucketV2("uploads", bucket="shop-uploads", opts=inside)
    _policy("readers", bucket.id, inside)
    _policy("writers", "shop-uploads")
    enabled: Any = {"status": "Enabled"}
    aws.s3.BucketVersioning("now", bucket=bucket.id, versioning_configuration=enabled)
    aws.s3.BucketVersioningV2("before", bucket=bucket.bucket, versioning_configuration=enabled)

"""Programs that keep and break STORAGE-010, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws


def _own(bucket: pulumi.Input[str], ownership: str, opts: pulumi.ResourceOptions | None = None) -> None:
    rule: Any = {"object_ownership": ownership}
    aws.s3.BucketOwnershipControls("uploads", bucket=bucket, rule=rule, opts=opts)


def good_off() -> None:
    """There are no lists."""
    _own(aws.s3.Bucket("uploads").id, "BucketOwnerEnforced")


def good_default() -> None:
    """New buckets have none."""
    aws.s3.Bucket("uploads")


def good_legacy_logs() -> None:
    """CloudFront writes these logs by a list."""
    bucket = aws.s3.Bucket("logs", bucket="shop-logs")
    _own(bucket.id, "BucketOwnerPreferred")
    _distribution({"bucket": bucket.bucket_domain_name})


def bad_preferred() -> None:
    """Bucket `uploads` lets access control lists open its objects one by one."""
    _own(aws.s3.Bucket("uploads").id, "BucketOwnerPreferred")


def bad_writer_by_name_in_a_component() -> None:
    """Bucket `uploads` lets access control lists open its objects one by one."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Uploads", "uploads"))
    aws.s3.BucketV2("uploads", bucket="shop-uploads", opts=inside)
    _own("shop-uploads", "ObjectWriter", inside)


def _distribution(logging: Any) -> None:
    behavior: Any = {
        "target_origin_id": "web",
        "viewer_protocol_policy": "redirect-to-https",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    }
    custom: Any = {
        "http_port": 80,
        "https_port": 443,
        "origin_protocol_policy": "https-only",
        "origin_ssl_protocols": ["TLSv1.2"],
    }
    origins: list[Any] = [{"origin_id": "web", "domain_name": "web.example.com", "custom_origin_config": custom}]
    aws.cloudfront.Distribution(
        "web",
        enabled=True,
        origins=origins,
        default_cache_behavior=behavior,
        logging_config=logging,
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate={"cloudfront_default_certificate": True},
    )

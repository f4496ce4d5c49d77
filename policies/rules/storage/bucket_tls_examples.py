"""Programs that keep and break STORAGE-003, in the spellings of users. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

WITHOUT_TLS = {"Bool": {"aws:SecureTransport": "false"}}


def _policy(**more: Any) -> str:
    every = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::shop-assets/*", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [every]})


def good_separate_policy() -> None:
    """A policy denies what comes without TLS."""
    bucket = aws.s3.Bucket("assets", bucket="shop-assets")
    aws.s3.BucketPolicy("assets", bucket=bucket.id, policy=_policy(Condition=WITHOUT_TLS))


def good_public_website() -> None:
    """The endpoint for websites has no TLS: a distribution before it has."""
    bucket = aws.s3.Bucket("assets", bucket="shop-assets")
    document = aws.s3.BucketWebsiteConfigurationIndexDocumentArgs(suffix="index.html")
    aws.s3.BucketWebsiteConfiguration("assets", bucket=bucket.id, index_document=document)
    aws.s3.BucketPolicy("assets", bucket=bucket.id, policy=_policy(Effect="Allow", Action="s3:GetObject"))


def good_public_website_inline() -> None:
    """The same in the bucket itself."""
    aws.s3.Bucket("assets", website={"index_document": "index.html"}, acl="public-read")


def bad_website_that_nobody_reads() -> None:
    """Bucket `assets` answers plain HTTP: no policy of it denies connections without TLS."""
    aws.s3.Bucket("assets", website={"index_document": "index.html"})


def bad_without_policy() -> None:
    """Bucket `assets` answers plain HTTP: no policy of it denies connections without TLS."""
    aws.s3.Bucket("assets")


def bad_policy_for_others_by_name() -> None:
    """Bucket `assets` answers plain HTTP: no policy of it denies connections without TLS."""
    aws.s3.Bucket("assets", bucket="shop-assets")
    aws.s3.BucketPolicy("assets", bucket="shop-logs", policy=_policy(Condition=WITHOUT_TLS))


def bad_old_type_in_a_component() -> None:
    """Bucket `assets` answers plain HTTP: no policy of it denies connections without TLS."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Assets", "assets"))
    bucket = aws.s3.BucketV2("assets", bucket="shop-assets", opts=inside)
    old = {"NumericLessThan": {"s3:TlsVersion": "1.2"}}
    aws.s3.BucketPolicy("assets", bucket=bucket.bucket, policy=_policy(Condition=old), opts=inside)

"""Programs that keep and break EDGE-030, in the spellings of users. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import bucket as _bucket
from rules.edge.common_examples import distribution as _distribution

FILES = "arn:aws:s3:::shop-files/*"
SERVICE = {"Service": "cloudfront.amazonaws.com"}
OURS = {"StringEquals": {"AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE"}}
HTTPS = {"Bool": {"aws:SecureTransport": "true"}}


def _files(opts: pulumi.ResourceOptions | None = None) -> aws.s3.Bucket:
    files = aws.s3.Bucket("files", bucket="shop-files", opts=opts)
    access = aws.cloudfront.OriginAccessControl(
        "files", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
    )
    _distribution(origins=[_bucket(files.bucket_regional_domain_name, origin_access_control_id=access.id)])
    return files


def _allow(bucket: Any, principal: Any, condition: Any = None, opts: pulumi.ResourceOptions | None = None) -> None:
    statement: Any = {"Effect": "Allow", "Principal": principal, "Action": "s3:GetObject", "Resource": FILES}
    if condition:
        statement["Condition"] = condition
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    aws.s3.BucketPolicy("files", bucket=bucket, policy=policy, opts=opts)


def good_our_distribution() -> None:
    """One distribution may read."""
    _allow(_files().id, SERVICE, OURS)


def good_our_account() -> None:
    """The account's distributions may read."""
    _allow(_files().bucket, SERVICE, {"StringEquals": {"aws:SourceAccount": "123456789012"}})


def good_access_identity() -> None:
    """An origin access identity is one distribution's, or a few's."""
    user = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE"
    _allow(_files().id, {"AWS": user})


def bad_no_condition() -> None:
    """The policy of bucket `files` does not say which distributions may read (aws:SourceArn): everybody's may."""
    _allow(_files().id, SERVICE)


def bad_other_condition() -> None:
    """The policy of bucket `files` does not say which distributions may read (aws:SourceArn): everybody's may."""
    _allow(_files().bucket, SERVICE, HTTPS)


def bad_by_literal_name() -> None:
    """The policy of bucket `files` does not say which distributions may read (aws:SourceArn): everybody's may."""
    _files()
    _allow("shop-files", SERVICE)


def bad_public() -> None:
    """The policy of bucket `files` lets everybody read, around the distribution: bucket `files` should trust the
    distribution alone."""
    _allow(_files().id, "*")


def bad_no_policy() -> None:
    """The policy of bucket `files` lets no distribution read: CloudFront is answered 403."""
    _files()


def bad_for_others() -> None:
    """The policy of bucket `files` lets no distribution read: CloudFront is answered 403."""
    _allow(_files().id, {"AWS": "arn:aws:iam::123456789012:root"})


def bad_inside_component() -> None:
    """The policy of bucket `files` does not say which distributions may read (aws:SourceArn): everybody's may."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Files", "files"))
    _allow(_files(inside).id, SERVICE, opts=inside)


def unknown_bucket_outside() -> None:
    """The policy of the bucket of origin 1, which is outside the stack"""
    _distribution(origins=[_bucket("others-files.s3.us-east-1.amazonaws.com", origin_access_control_id="E0")])

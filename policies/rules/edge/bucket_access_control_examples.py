"""Programs that keep and break EDGE-029. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import bucket as _bucket
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution


def _files(opts: pulumi.ResourceOptions | None = None) -> Any:
    return aws.s3.Bucket("files", opts=opts).bucket_regional_domain_name


def good_access_control() -> None:
    """An origin access control signs each request."""
    access = aws.cloudfront.OriginAccessControl(
        "files", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
    )
    _distribution(origins=[_bucket(_files(), origin_access_control_id=access.id)])


def good_access_identity() -> None:
    """The older origin access identity signs, too."""
    identity = aws.cloudfront.OriginAccessIdentity("files")
    config = {"origin_access_identity": identity.cloudfront_access_identity_path}
    _distribution(origins=[_bucket(_files(), s3_origin_config=config)])


def good_application() -> None:
    """An origin by host name is no bucket."""
    _distribution()


def bad_neither() -> None:
    """Distribution `cdn` reads origin 1 without an origin access control: the bucket has to be public."""
    _distribution(origins=[_bucket(_files())])


def bad_one_of_two() -> None:
    """Distribution `cdn` reads origin 2 without an origin access control: the bucket has to be public."""
    _distribution(origins=[_custom("app.example.org"), _bucket(_files(), "static")])


def bad_empty_identity() -> None:
    """Distribution `cdn` reads origin 1 without an origin access control: the bucket has to be public."""
    _distribution(origins=[_bucket(_files(), s3_origin_config={"origin_access_identity": ""})])


def bad_inside_component() -> None:
    """Distribution `cdn` reads origin 1 without an origin access control: the bucket has to be public."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Files", "files"))
    _distribution(origins=[_bucket(_files(inside))])

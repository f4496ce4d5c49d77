"""Programs that keep and break EDGE-020. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import bucket as _bucket
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution

TRAFFIC = {"longestRequestSeconds": 45}


def good_long_enough() -> None:
    """60 s are more than 45 s."""
    _distribution(origins=[_custom("app.example.org", origin_read_timeout=60)])


def good_bucket() -> None:
    """Files have no slow requests."""
    files = aws.s3.Bucket("files")
    access = aws.cloudfront.OriginAccessControl(
        "files", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
    )
    _distribution(origins=[_bucket(files.bucket_regional_domain_name, origin_access_control_id=access.id)])


def bad_default() -> None:
    """Distribution `cdn` waits for origin 1 for less than the 45 s that the longest request takes: it is answered
    504."""
    _distribution()


def bad_one_of_two() -> None:
    """Distribution `cdn` waits for origin 2 for less than the 45 s that the longest request takes: it is answered
    504."""
    slow = _custom("app.example.org", origin_read_timeout=60)
    _distribution(origins=[slow, _custom("search.example.org", "search", origin_read_timeout=10)])


def bad_inside_component() -> None:
    """Distribution `cdn` waits for origin 1 for less than the 45 s that the longest request takes: it is answered
    504."""
    _distribution(opts=pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop")))


def unknown_undeclared() -> None:
    """The traffic: declare longestRequestSeconds in SETTINGS.traffic of the policy configuration"""
    _distribution()

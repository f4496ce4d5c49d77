"""Programs that keep and break EDGE-024, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import bucket as _bucket
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution
from rules.edge.common_examples import listener as _listener


def _web(region: str, opts: pulumi.ResourceOptions | None = None, **changes: Any) -> None:
    balancer = _balancer(region=region, opts=opts)
    _listener(balancer, port=80, protocol="HTTP", certificate_arn=None, region=region, opts=opts)
    _distribution(origins=[_custom(balancer.dns_name, origin_protocol_policy="http-only")], **changes)


def good_near() -> None:
    """Europe is in every class."""
    _web("eu-west-1", price_class="PriceClass_100")


def good_all() -> None:
    """Every edge location, which is the default."""
    _web("sa-east-1")


def good_declared() -> None:
    """Viewers are where the tag says, wherever the origin is."""
    _distribution(price_class="PriceClass_200", tags={"FLOODGATE_AUDIENCE": "eu-west-1 ap-northeast-1"})


def bad_far() -> None:
    """Distribution `cdn` has a price class without edge locations near a region of its viewers or origins."""
    _web("ap-northeast-1", price_class="PriceClass_100")


def bad_very_far() -> None:
    """Distribution `cdn` has a price class without edge locations near a region of its viewers or origins."""
    _web("ap-southeast-2", price_class="PriceClass_200")


def bad_bucket() -> None:
    """Distribution `cdn` has a price class without edge locations near a region of its viewers or origins."""
    files = aws.s3.Bucket("files", region="sa-east-1")
    _distribution(origins=[_bucket(files.bucket_regional_domain_name)], price_class="PriceClass_100")


def bad_declared() -> None:
    """Distribution `cdn` has a price class without edge locations near a region of its viewers or origins."""
    _distribution(price_class="PriceClass_100", tags={"FLOODGATE_AUDIENCE": "eu-west-1 sa-east-1"})


def bad_inside_component() -> None:
    """Distribution `cdn` has a price class without edge locations near a region of its viewers or origins."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _web("ap-northeast-1", inside, price_class="PriceClass_100")


def unknown_origin_outside() -> None:
    """Its price class, and the regions of its viewers or origins"""
    _distribution(price_class="PriceClass_100")

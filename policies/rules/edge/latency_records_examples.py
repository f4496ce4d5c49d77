"""Programs that keep and break EDGE-015, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import alias as _alias
from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import cdn as _cdn

BY_LATENCY: Any = {"set_identifier": "main", "latency_routing_policies": [{"region": "us-east-1"}]}


def _record(target: Any, zone: Any, opts: pulumi.ResourceOptions | None = None) -> None:
    alias: Any = {"name": target, "zone_id": zone, "evaluate_target_health": False}
    aws.route53.Record(
        "shop", zone_id="Z0123456789", name="shop.example.com", type="A", aliases=[alias], opts=opts, **BY_LATENCY
    )


def good_origin() -> None:
    """The region is chosen for the origin's name."""
    _cdn("shop.example.com")
    _alias(_balancer(), **BY_LATENCY)


def bad_by_reference() -> None:
    """Record `shop` chooses by latency in front of a distribution, which is the same everywhere: choose the region
    behind it, for the origin's name."""
    cdn = _cdn("shop.example.com")
    _record(cdn.domain_name, cdn.hosted_zone_id)


def bad_literal() -> None:
    """Record `shop` chooses by latency in front of a distribution, which is the same everywhere: choose the region
    behind it, for the origin's name."""
    _record("d111111abcdef8.cloudfront.net", "Z2FDTNDATAQYW2")


def bad_inside_component() -> None:
    """Record `shop` chooses by latency in front of a distribution, which is the same everywhere: choose the region
    behind it, for the origin's name."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Dns", "dns"))
    cdn = _cdn("shop.example.com", opts=inside)
    _record(cdn.domain_name, cdn.hosted_zone_id, opts=inside)

"""Programs that keep and break EDGE-040, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import cdn as _cdn


def _record(target: Any, zone: Any, health: bool = False) -> None:
    alias: Any = {"name": target, "zone_id": zone, "evaluate_target_health": health}
    aws.route53.Record("shop", zone_id="Z0123456789", name="shop.example.com", type="A", aliases=[alias])


def good_without() -> None:
    """The record asks for nothing."""
    cdn = _cdn("shop.example.com")
    _record(cdn.domain_name, cdn.hosted_zone_id)


def good_of_a_load_balancer() -> None:
    """Load balancers have health."""
    _record("main-0123456789.us-east-1.elb.amazonaws.com", "Z35SXDOTRQ7X7K", health=True)


def bad_by_reference() -> None:
    """Record `shop` asks for the health of a distribution (evaluateTargetHealth), which has none."""
    cdn = _cdn("shop.example.com")
    _record(cdn.domain_name, cdn.hosted_zone_id, health=True)


def bad_by_literal() -> None:
    """Record `shop` asks for the health of a distribution (evaluateTargetHealth), which has none."""
    _record("d111111abcdef8.cloudfront.net", "Z2FDTNDATAQYW2", health=True)


def bad_inside_component() -> None:
    """Record `shop` asks for the health of a distribution (evaluateTargetHealth), which has none."""
    parent = pulumi.ComponentResource("shop:index:Cdn", "c")
    cdn = _cdn("shop.example.com", opts=pulumi.ResourceOptions(parent=parent))
    _record(cdn.domain_name, cdn.hosted_zone_id, health=True)

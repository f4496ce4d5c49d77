"""Programs that keep and break EDGE-009, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import cdn as _cdn


def _record(target: Any, zone: Any, name: str = "shop.example.com") -> None:
    alias: Any = {"name": target, "zone_id": zone, "evaluate_target_health": False}
    aws.route53.Record("shop", zone_id="Z0123456789", name=name, type="A", aliases=[alias])


def good_by_reference() -> None:
    """Name and zone are the distribution's own."""
    cdn = _cdn("shop.example.com")
    _record(cdn.domain_name, cdn.hosted_zone_id)


def good_by_literal_zone() -> None:
    """The zone is the one of all distributions."""
    _record(_cdn("shop.example.com").domain_name, "Z2FDTNDATAQYW2")


def good_relative_name() -> None:
    """The provider appends the zone's name; a wildcard is an alias for all below it."""
    cdn = _cdn("*.example.com")
    zone = aws.route53.Zone("main", name="example.com")
    alias: Any = {"name": cdn.domain_name, "zone_id": cdn.hosted_zone_id, "evaluate_target_health": False}
    aws.route53.Record("shop", zone_id=zone.zone_id, name="shop", type="A", aliases=[alias])


def bad_zone() -> None:
    """Record `shop` leads to a distribution but does not name CloudFront's own hosted zone, so AWS refuses it."""
    _record("d111111abcdef8.cloudfront.net", "Z35SXDOTRQ7X7K")


def bad_name() -> None:
    """Record `shop` leads to a distribution but is no alias of its distribution, which answers 403."""
    cdn = _cdn("www.example.com")
    _record(cdn.domain_name, cdn.hosted_zone_id)


def bad_no_aliases() -> None:
    """Record `shop` leads to a distribution but is no alias of its distribution, which answers 403."""
    cdn = _cdn()
    _record(cdn.domain_name, cdn.hosted_zone_id)


def bad_inside_component() -> None:
    """Record `shop` leads to a distribution but is no alias of its distribution, which answers 403."""
    cdn = _cdn("www.example.com", opts=pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "c")))
    _record(cdn.domain_name, cdn.hosted_zone_id)


def unknown_distribution_outside() -> None:
    """Its zone and name, and the aliases of its distribution"""
    _record("d111111abcdef8.cloudfront.net", "Z2FDTNDATAQYW2")

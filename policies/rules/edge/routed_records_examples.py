"""Programs that keep and break EDGE-010, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

ZONE = "Z0123456789"


def _record(key: str, region: str, **changes: Any) -> None:
    settings = {
        "zone_id": ZONE,
        "name": "origin.example.com",
        "type": "CNAME",
        "ttl": 60,
        "records": [f"{region}.example.org"],
        "set_identifier": key,
        "latency_routing_policies": [{"region": region}],
        **changes,
    }
    aws.route53.Record(f"origin-{region}", **settings)


def good_latency() -> None:
    """Each region once, each with its own identifier."""
    _record("main", "us-east-1")
    _record("second", "eu-west-1")


def good_other_name() -> None:
    """Records of different names have nothing to do with each other."""
    _record("main", "us-east-1")
    _record("main", "eu-west-1", name="admin.example.com")


def good_other_zone() -> None:
    """One name in two zones, one of them private."""
    public, private = aws.route53.Zone("public", name="example.com"), aws.route53.Zone("private", name="example.com")
    _record("main", "us-east-1", zone_id=public.zone_id)
    _record("main", "eu-west-1", zone_id=private.zone_id)


def bad_no_identifier() -> None:
    """Record `origin-us-east-1` has a routing policy but no setIdentifier: Route 53 refuses it."""
    _record("", "us-east-1")


def bad_same_identifier() -> None:
    """Record `origin-us-east-1` has the set identifier or the latency region of another record of its name, or another
    routing policy: Route 53 refuses that."""
    _record("main", "us-east-1")
    _record("main", "eu-west-1")


def bad_same_region() -> None:
    """Record `origin-us-east-1` has the set identifier or the latency region of another record of its name, or another
    routing policy: Route 53 refuses that."""
    _record("main", "us-east-1")
    _record("second", "eu-west-1", latency_routing_policies=[{"region": "us-east-1"}])


def bad_two_policies() -> None:
    """Record `origin-us-east-1` has the set identifier or the latency region of another record of its name, or another
    routing policy: Route 53 refuses that."""
    _record("main", "us-east-1")
    _record("second", "eu-west-1", latency_routing_policies=None, weighted_routing_policies=[{"weight": 10}])


def bad_relative_name() -> None:
    """Record `origin-us-east-1` has the set identifier or the latency region of another record of its name, or another
    routing policy: Route 53 refuses that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Dns", "dns"))
    zone = aws.route53.Zone("main", name="example.com", opts=inside)
    _record("main", "us-east-1", zone_id=zone.zone_id, name="origin")
    _record("main", "eu-west-1", zone_id=zone.id, name="Origin.example.com")

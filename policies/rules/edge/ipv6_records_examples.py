"""Programs that keep and break EDGE-027, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import cdn as _cdn


def _records(ipv6: bool, *types: str, opts: pulumi.ResourceOptions | None = None, second: str = "shop") -> None:
    cdn = _cdn("shop.example.com", "www.example.com", is_ipv6_enabled=ipv6, opts=opts)
    for name, kind in zip(("shop", second), types, strict=False):
        alias: Any = {"name": cdn.domain_name, "zone_id": "Z2FDTNDATAQYW2", "evaluate_target_health": False}
        aws.route53.Record(
            f"{name}-{kind}", zone_id="Z0123456789", name=f"{name}.example.com", type=kind, aliases=[alias], opts=opts
        )


def good_both() -> None:
    """A record for each kind of addresses."""
    _records(True, "A", "AAAA")


def good_not_enabled() -> None:
    """The distribution has no IPv6 addresses."""
    _records(False, "A")


def bad_one() -> None:
    """Record `shop-A` has no AAAA record beside it, although distribution `cdn` answers by IPv6."""
    _records(True, "A")


def bad_of_another_name() -> None:
    """Record `shop-A` has no AAAA record beside it, although distribution `cdn` answers by IPv6."""
    _records(True, "A", "AAAA", second="www")


def bad_inside_component() -> None:
    """Record `shop-A` has no AAAA record beside it, although distribution `cdn` answers by IPv6."""
    _records(True, "A", opts=pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Dns", "dns")))

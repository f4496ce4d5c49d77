"""Programs that keep and break EDGE-023. The text of a bad one is what it is told."""

from typing import Any

import pulumi

from rules.edge.common_examples import distribution as _distribution


def _cdn(seconds: int | None, *codes: int, opts: pulumi.ResourceOptions | None = None) -> None:
    errors: Any = [{"error_code": code, "error_caching_min_ttl": seconds} for code in codes]
    _distribution(custom_error_responses=errors, opts=opts)


def good_defaults() -> None:
    """CloudFront's own ten seconds."""
    _distribution()


def good_one_second() -> None:
    """A crowd is let through once a second only."""
    _cdn(1, 500, 502, 503, 504)


def good_missing_pages() -> None:
    """That a page does not exist may be remembered."""
    _cdn(300, 404)


def bad_minutes() -> None:
    """Distribution `cdn` remembers an error of its origin for 300 s, of 10 s at most: viewers get it that long after
    the origin has recovered."""
    _cdn(300, 404, 503)


def bad_inside_component() -> None:
    """Distribution `cdn` remembers an error of its origin for 60 s, of 10 s at most: viewers get it that long after the
    origin has recovered."""
    _cdn(60, 502, opts=pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop")))

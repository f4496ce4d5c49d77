"""Programs that keep and break EDGE-022, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import DISABLED, OPTIMIZED
from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import distribution as _distribution


def _policy(opts: pulumi.ResourceOptions | None = None, **encodings: bool) -> Any:
    key: Any = {
        "cookies_config": {"cookie_behavior": "none"},
        "headers_config": {"header_behavior": "none"},
        "query_strings_config": {"query_string_behavior": "none"},
        **encodings,
    }
    return aws.cloudfront.CachePolicy(
        "pages", name="pages", parameters_in_cache_key_and_forwarded_to_origin=key, opts=opts
    ).id


def _cdn(policy: Any, compress: bool | None = True) -> None:
    _distribution(default_cache_behavior=_behavior(cache_policy_id=policy, compress=compress))


def good_managed() -> None:
    """AWS's own policy enables both."""
    _cdn(OPTIMIZED)


def good_one_encoding() -> None:
    """Gzip alone is enough."""
    _cdn(_policy(enable_accept_encoding_gzip=True))


def good_not_asked_for() -> None:
    """Nobody asks for compression."""
    _cdn(_policy(), compress=None)


def good_not_cached() -> None:
    """What is not cached is the services' business."""
    _cdn(DISABLED)


def bad_by_reference() -> None:
    """Distribution `cdn` asks for compression in the default behavior, but the cache policy enables neither Gzip nor
    Brotli: nothing is compressed."""
    _cdn(_policy())


def bad_managed() -> None:
    """Distribution `cdn` asks for compression in the default behavior, but the cache policy enables neither Gzip nor
    Brotli: nothing is compressed."""
    _cdn("b2884449-e4de-46a7-ac36-70bc7f1ddd6d")


def bad_inside_component() -> None:
    """Distribution `cdn` asks for compression in the default behavior, but the cache policy enables neither Gzip nor
    Brotli: nothing is compressed."""
    _cdn(_policy(pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Policies", "policies"))))


def unknown_policy_outside() -> None:
    """Its cache policies"""
    _cdn("00000000-0000-0000-0000-000000000000")

"""Programs that keep and break EDGE-018, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import ALL_VIEWER, OPTIMIZED
from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import distribution as _distribution

NO_QUERY: Any = {"query_string_behavior": "none"}


def _kept(minimum: int, cookies: str = "none", opts: pulumi.ResourceOptions | None = None) -> Any:
    key: Any = {
        "cookies_config": {"cookie_behavior": cookies},
        "headers_config": {"header_behavior": "none"},
        "query_strings_config": NO_QUERY,
    }
    return aws.cloudfront.CachePolicy(
        "kept", name="kept", min_ttl=minimum, parameters_in_cache_key_and_forwarded_to_origin=key, opts=opts
    ).id


def _shown(cookies: str) -> Any:
    return aws.cloudfront.OriginRequestPolicy(
        "shown",
        name="shown",
        cookies_config={"cookie_behavior": cookies},
        headers_config={"header_behavior": "none"},
        query_strings_config=NO_QUERY,
    ).id


def _cdn(cache_policy_id: Any, origin_request_policy_id: Any = None) -> None:
    behavior = _behavior(cache_policy_id=cache_policy_id, origin_request_policy_id=origin_request_policy_id)
    _distribution(default_cache_behavior=behavior)


def good_not_cached() -> None:
    """The origin sees everything, and nothing is kept."""
    _distribution(default_cache_behavior=_behavior(origin_request_policy_id=ALL_VIEWER))


def good_least_time_of_zero() -> None:
    """The origin decides by its answer whether it is kept."""
    _cdn(_kept(0), _shown("all"))


def good_in_the_key() -> None:
    """Each session has answers of its own."""
    _cdn(_kept(60, cookies="all"), _shown("all"))


def good_public() -> None:
    """The origin sees nothing that tells viewers apart."""
    _cdn(OPTIMIZED)


def bad_managed() -> None:
    """The default behavior of distribution `cdn`: the origin sees cookies or Authorization, which are no part of the
    cache key, and the minimum TTL keeps its answers for everybody."""
    _cdn(OPTIMIZED, ALL_VIEWER)


def bad_by_reference() -> None:
    """The default behavior of distribution `cdn`: the origin sees cookies or Authorization, which are no part of the
    cache key, and the minimum TTL keeps its answers for everybody."""
    _cdn(_kept(60), _shown("all"))


def bad_path() -> None:
    """Behavior 1 of distribution `cdn`: the origin sees cookies or Authorization, which are no part of the cache key,
    and the minimum TTL keeps its answers for everybody."""
    path = _behavior(path_pattern="/api/*", cache_policy_id=_kept(1), origin_request_policy_id=ALL_VIEWER)
    _distribution(ordered_cache_behaviors=[path])


def bad_inside_component() -> None:
    """The default behavior of distribution `cdn`: the origin sees cookies or Authorization, which are no part of the
    cache key, and the minimum TTL keeps its answers for everybody."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Policies", "policies"))
    _cdn(_kept(60, opts=inside), ALL_VIEWER)


def unknown_policy_outside() -> None:
    """Its cache and origin request policies"""
    _cdn("00000000-0000-0000-0000-000000000000", ALL_VIEWER)

"""Programs that keep and break EDGE-007, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import distribution as _distribution

VALUES: Any = {"query_string": True, "cookies": {"forward": "none"}}


def _policy(opts: pulumi.ResourceOptions | None = None) -> aws.cloudfront.CachePolicy:
    none = {"header_behavior": "none", "cookie_behavior": "none", "query_string_behavior": "none"}
    key: Any = {f"{name.removesuffix('_behavior')}s_config": {name: value} for name, value in none.items()}
    return aws.cloudfront.CachePolicy(
        "pages", name="pages", parameters_in_cache_key_and_forwarded_to_origin=key, opts=opts
    )


def good_managed() -> None:
    """AWS's own policy."""
    _distribution()


def good_policy() -> None:
    """A policy of one's own."""
    _distribution(default_cache_behavior=_behavior(cache_policy_id=_policy().id))


def good_values() -> None:
    """Forwarded values alone."""
    _distribution(default_cache_behavior=_behavior(cache_policy_id=None, forwarded_values=VALUES))


def bad_both() -> None:
    """Of distribution `cdn`, the default behavior should have either a cache policy or forwarded values: AWS refuses
    both, and neither."""
    _distribution(default_cache_behavior=_behavior(forwarded_values=VALUES))


def bad_both_by_reference() -> None:
    """Of distribution `cdn`, the default behavior should have either a cache policy or forwarded values: AWS refuses
    both, and neither."""
    _distribution(default_cache_behavior=_behavior(cache_policy_id=_policy().id, forwarded_values=VALUES))


def bad_neither() -> None:
    """Of distribution `cdn`, the default behavior and behavior 1 should have either a cache policy or forwarded values:
    AWS refuses both, and neither."""
    path = _behavior(path_pattern="/api/*", cache_policy_id=None)
    _distribution(default_cache_behavior=_behavior(cache_policy_id=None), ordered_cache_behaviors=[path])


def bad_inside_component() -> None:
    """Of distribution `cdn`, the default behavior should have either a cache policy or forwarded values: AWS refuses
    both, and neither."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Policies", "policies"))
    _distribution(default_cache_behavior=_behavior(cache_policy_id=_policy(inside).id, forwarded_values=VALUES))

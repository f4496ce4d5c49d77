"""Programs that keep and break EDGE-021. The text of a bad one is what it is told."""

from typing import Any

import pulumi

from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import distribution as _distribution

VALUES: Any = {"query_string": True, "headers": ["Authorization", "Origin"], "cookies": {"forward": "none"}}


def good_policies() -> None:
    """A cache policy in each behavior."""
    _distribution(ordered_cache_behaviors=[_behavior(path_pattern="/api/*")])


def bad_default() -> None:
    """Distribution `cdn` has forwarded values in the default behavior: everything that is forwarded splits the
    cache."""
    _distribution(default_cache_behavior=_behavior(cache_policy_id=None, forwarded_values=VALUES))


def bad_path() -> None:
    """Distribution `cdn` has forwarded values in behavior 2: everything that is forwarded splits the cache."""
    old = _behavior(path_pattern="/old/*", cache_policy_id=None, forwarded_values=VALUES)
    _distribution(ordered_cache_behaviors=[_behavior(path_pattern="/api/*"), old])


def bad_inside_component() -> None:
    """Distribution `cdn` has forwarded values in the default behavior: everything that is forwarded splits the
    cache."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop"))
    _distribution(default_cache_behavior=_behavior(cache_policy_id=None, forwarded_values=VALUES), opts=inside)

"""Programs that keep and break EDGE-031. The text of a bad one is what it is told."""

import pulumi

from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import distribution as _distribution


def good_redirect() -> None:
    """Browsers are redirected, programs have to ask by HTTPS."""
    _distribution(ordered_cache_behaviors=[_behavior(path_pattern="/api/*", viewer_protocol_policy="https-only")])


def bad_default() -> None:
    """Distribution `cdn` answers plain HTTP in the default behavior (viewerProtocolPolicy)."""
    _distribution(default_cache_behavior=_behavior(viewer_protocol_policy="allow-all"))


def bad_path() -> None:
    """Distribution `cdn` answers plain HTTP in behavior 1 (viewerProtocolPolicy)."""
    _distribution(ordered_cache_behaviors=[_behavior(path_pattern="/old/*", viewer_protocol_policy="allow-all")])


def bad_inside_component() -> None:
    """Distribution `cdn` answers plain HTTP in the default behavior (viewerProtocolPolicy)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop"))
    _distribution(default_cache_behavior=_behavior(viewer_protocol_policy="allow-all"), opts=inside)

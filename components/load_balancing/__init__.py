"""Load balancing: requests enter the region here and are given to a service's tasks."""

from components.load_balancing.load_balancer import AccessLogsArgs, IngressSource, LoadBalancer, LoadBalancerArgs
from components.load_balancing.routes import RouteArgs
from components.load_balancing.target_group import (
    BalancingAlgorithm,
    ProtocolVersion,
    TargetGroup,
    TargetGroupArgs,
    request_count_label,
)

__all__ = [
    "AccessLogsArgs",
    "BalancingAlgorithm",
    "IngressSource",
    "LoadBalancer",
    "LoadBalancerArgs",
    "ProtocolVersion",
    "RouteArgs",
    "TargetGroup",
    "TargetGroupArgs",
    "request_count_label",
]

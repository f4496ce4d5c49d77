"""Load balancing: requests enter the region here and are given to a service's tasks."""

from components.load_balancing.load_balancer import AccessLogsArgs, IngressSource, LoadBalancer, LoadBalancerArgs
from components.load_balancing.network_listener import AlpnPolicy, NetworkListenerArgs
from components.load_balancing.network_load_balancer import NetworkLoadBalancer, NetworkLoadBalancerArgs
from components.load_balancing.network_target_group import NetworkProtocol, NetworkTargetGroup, NetworkTargetGroupArgs
from components.load_balancing.routes import RouteArgs, route_for_tests
from components.load_balancing.target_group import (
    BalancingAlgorithm,
    ProtocolVersion,
    TargetGroup,
    TargetGroupArgs,
    request_count_label,
)

__all__ = [
    "AccessLogsArgs",
    "AlpnPolicy",
    "BalancingAlgorithm",
    "IngressSource",
    "LoadBalancer",
    "LoadBalancerArgs",
    "NetworkListenerArgs",
    "NetworkLoadBalancer",
    "NetworkLoadBalancerArgs",
    "NetworkProtocol",
    "NetworkTargetGroup",
    "NetworkTargetGroupArgs",
    "ProtocolVersion",
    "RouteArgs",
    "TargetGroup",
    "TargetGroupArgs",
    "request_count_label",
    "route_for_tests",
]

"""Per tier, the alarms that it should have: pure functions from names to descriptions."""

from components.observability.alarms.cache import cache_alarms
from components.observability.alarms.database import database_alarms
from components.observability.alarms.edge import distribution_alarms, web_acl_alarms
from components.observability.alarms.load_balancer import (
    load_balancer_alarms,
    network_load_balancer_alarms,
    target_group_alarms,
)
from components.observability.alarms.messaging import function_alarms, queue_alarms
from components.observability.alarms.requests import request_alarms
from components.observability.alarms.service import service_alarms

__all__ = [
    "cache_alarms",
    "database_alarms",
    "distribution_alarms",
    "function_alarms",
    "load_balancer_alarms",
    "network_load_balancer_alarms",
    "queue_alarms",
    "request_alarms",
    "service_alarms",
    "target_group_alarms",
    "web_acl_alarms",
]

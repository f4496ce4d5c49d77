"""Rules of the tier network, in the order in which the pages list them."""

from rules.network import (
    data_stores,
    default_group,
    endpoint_ports,
    flow_logs,
    function_route,
    image_route,
    nat_zones,
    open_ports,
    public_addresses,
    task_addresses,
)
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    image_route.RULE,
    nat_zones.RULE,
    task_addresses.RULE,
    data_stores.RULE,
    open_ports.RULE,
    default_group.RULE,
    flow_logs.RULE,
    public_addresses.RULE,
    endpoint_ports.RULE,
    function_route.RULE,
)

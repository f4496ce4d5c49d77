"""Which services a subnet reaches by VPC endpoints."""

from rules.logic import Truth, some
from rules.network.placement import Endpoint, endpoints, route_table, vpc
from rules.resource import Resource, read_flag
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown


def has_endpoint(stack: Stack, subnet: Resource, name: str | Unknown) -> Truth:
    """Whether a VPC endpoint leads from a subnet to a service, such as ``ecr.api``."""
    network = vpc(stack, subnet).partner
    if network is None or name is UNKNOWN:
        return UNKNOWN
    found = endpoints(stack, network)
    hidden = [] if found.complete else [UNKNOWN]
    return some([*(_serves(stack, endpoint, subnet, name) for endpoint in found.known), *hidden])


def _serves(stack: Stack, endpoint: Endpoint, subnet: Resource, name: str) -> Truth:
    if endpoint.service is UNKNOWN:
        return UNKNOWN
    if endpoint.service != name:
        return False
    if endpoint.is_gateway is UNKNOWN:
        return UNKNOWN
    if not endpoint.is_gateway:
        # An interface endpoint serves the whole VPC, where its private names lead to it.
        return read_flag(endpoint.resource, "privateDnsEnabled")
    if route_table(stack, subnet) in endpoint.tables.inside:
        return True
    return False if endpoint.tables.complete and not endpoint.tables.outside else UNKNOWN

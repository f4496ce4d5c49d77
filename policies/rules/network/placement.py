"""Where subnets lie: VPC, zone, and which way their routes lead out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_network
from typing import Any, Final

from rules.resource import Resource, read, read_list
from rules.stack import EACH, Found, Holder, Link, Partners, Stack
from rules.values import UNKNOWN, Unknown

VPC: Final = "aws:ec2/vpc:Vpc"
SUBNET: Final = "aws:ec2/subnet:Subnet"
ROUTE_TABLE: Final = "aws:ec2/routeTable:RouteTable"
DEFAULT_ROUTE_TABLE: Final = "aws:ec2/defaultRouteTable:DefaultRouteTable"
ROUTE: Final = "aws:ec2/route:Route"
ASSOCIATION: Final = "aws:ec2/routeTableAssociation:RouteTableAssociation"
MAIN_ASSOCIATION: Final = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"
INTERNET_GATEWAY: Final = "aws:ec2/internetGateway:InternetGateway"
NAT_GATEWAY: Final = "aws:ec2/natGateway:NatGateway"
ENDPOINT: Final = "aws:ec2/vpcEndpoint:VpcEndpoint"

_ADDRESSES: Final = 32  # bits of an IPv4 address
# The first four addresses and the last of a subnet are AWS's own. Source: VPC user guide, Subnet CIDR blocks.
_RESERVED: Final = 5


class Way(Enum):
    """Where a subnet's default route leads."""

    INTERNET = "an internet gateway"
    NAT = "a NAT gateway"
    OTHER = "something else, such as a transit gateway or a firewall"
    NOWHERE = "nowhere: there is no default route"


@dataclass(frozen=True)
class WayOut:
    """Where a subnet's default route leads. ``nat``: the gateway, when it is one. ``elsewhere``: other routes leave the
    VPC, such as to a network that shares its endpoints."""

    way: Way
    nat: Link | None = None
    elsewhere: bool = False


def vpc(stack: Stack, resource: Resource) -> Link:
    """The VPC of a subnet, security group, target group, endpoint."""
    return stack.link(resource, "vpcId", to=VPC)


def zone(subnet: Resource) -> str | Unknown:
    """The availability zone of a subnet by name, or by id where the program sets that."""
    value = read(subnet, "availabilityZone")
    if value in (None, ""):
        value = read(subnet, "availabilityZoneId")
    return value if isinstance(value, str) and value else UNKNOWN


def zones(subnets: Iterable[Resource]) -> list[str | Unknown]:
    """The zones of subnets, so that they can be compared: ids among names are UNKNOWN."""
    found = [zone(subnet) for subnet in subnets]
    by_id = [one is not UNKNOWN and "-az" in one for one in found]
    mixed = any(by_id) and not all(by_id)
    return [UNKNOWN if mixed and is_id else one for one, is_id in zip(found, by_id, strict=True)]


def distinct_zones(subnets: Iterable[Resource]) -> tuple[int, int]:
    """In how many zones subnets lie: at least, and at most, as some zones may be unknown."""
    found = zones(subnets)
    known = {one for one in found if one is not UNKNOWN}
    return max(len(known), 1 if found else 0), len(known) + found.count(UNKNOWN)


def free_addresses(subnet: Resource) -> float | Unknown:
    """The IPv4 addresses that a subnet has to give away."""
    if isinstance(cidr := read(subnet, "cidrBlock"), str):
        try:
            return float(2 ** (_ADDRESSES - ip_network(cidr, strict=False).prefixlen) - _RESERVED)
        except ValueError:
            return UNKNOWN
    return UNKNOWN


def way_out(stack: Stack, subnet: Resource) -> WayOut | Unknown:
    """Where the default route of a subnet leads."""
    table = route_table(stack, subnet)
    return UNKNOWN if table is UNKNOWN else stack.derived(_ways)[table.urn]


def is_public(stack: Stack, subnet: Resource) -> bool | Unknown:
    """Whether what has a public address in a subnet is reached from the internet."""
    out = way_out(stack, subnet)
    return UNKNOWN if out is UNKNOWN else out.way is Way.INTERNET


def route_table(stack: Stack, subnet: Resource) -> Resource | Unknown:
    """The route table that holds for a subnet: its own or its VPC's; the VPC itself for that which AWS made with it."""
    tables = stack.derived(_associated)
    if subnet.urn in tables:
        return tables[subnet.urn]
    associations = stack.incoming(Holder(ASSOCIATION, ("subnetId",)), to=SUBNET)
    network = vpc(stack, subnet).partner
    if network is None or associations.perhaps_to(subnet, nameless=False):
        return UNKNOWN
    return _main_table(stack, network)


@dataclass(frozen=True)
class Endpoint:
    """A VPC endpoint. ``service`` is the end of its service's name, such as ``ecr.api``."""

    resource: Resource
    service: str | Unknown
    subnets: Partners
    groups: Partners
    tables: Partners

    @property
    def is_gateway(self) -> bool | Unknown:
        """Whether it is a route to S3 or DynamoDB, and no address."""
        kind = read(self.resource, "vpcEndpointType", default="Gateway")  # the default of CreateVpcEndpoint
        return kind == "Gateway" if isinstance(kind, str) else UNKNOWN


@dataclass(frozen=True)
class Endpoints:
    """The endpoints of a VPC. ``complete``: no other in the stack may be its."""

    known: tuple[Endpoint, ...]
    complete: bool


def endpoints(stack: Stack, network: Resource) -> Endpoints:
    """The endpoints of a VPC that the stack makes."""
    return stack.derived(_endpoints)[network.urn]


def _endpoints(stack: Stack) -> dict[str, Endpoints]:
    incoming = stack.incoming(Holder(ENDPOINT, ("vpcId",)), to=VPC)
    return {
        network.urn: Endpoints(
            tuple(_endpoint(stack, one) for one in incoming.to(network)),
            complete=not incoming.perhaps_to(network, nameless=False),
        )
        for network in stack.of(VPC)
    }


def _endpoint(stack: Stack, resource: Resource) -> Endpoint:
    return Endpoint(
        resource,
        _service(read(resource, "serviceName")),
        stack.partners(resource, "subnetIds", EACH, to=SUBNET),
        stack.partners(resource, "securityGroupIds", EACH, to="aws:ec2/securityGroup:SecurityGroup"),
        stack.partners(resource, "routeTableIds", EACH, to=ROUTE_TABLE),
    )


def _service(name: Any) -> str | Unknown:
    """``ecr.api`` of ``com.amazonaws.us-east-1.ecr.api``; older ones start with ``aws.`` or ``cn.com``."""
    if not isinstance(name, str):
        return UNKNOWN
    _, mark, rest = name.partition("amazonaws.")
    return rest.partition(".")[2] if mark and "." in rest else name


# --- route tables


def _associated(stack: Stack) -> dict[str, Resource | Unknown]:
    """The table of each subnet that has an association of its own."""
    incoming = stack.incoming(Holder(ASSOCIATION, ("subnetId",)), to=SUBNET)
    tables: dict[str, Resource | Unknown] = {}
    for subnet in stack.of(SUBNET):
        for association in incoming.to(subnet):
            tables[subnet.urn] = _named_table(stack, association) or UNKNOWN
    return tables


def _main_table(stack: Stack, network: Resource) -> Resource | Unknown:
    chosen = stack.incoming(Holder(MAIN_ASSOCIATION, ("vpcId",)), to=VPC)
    adopted = stack.incoming(Holder(DEFAULT_ROUTE_TABLE, ("defaultRouteTableId",)), to=VPC)
    doubts = [side.perhaps_to(network, nameless=True) for side in (chosen, adopted)]
    if any(doubts):
        return UNKNOWN
    if mains := chosen.to(network):
        return _named_table(stack, mains[0]) or UNKNOWN
    own = adopted.to(network)
    return own[0] if own else network


def _named_table(stack: Stack, holder: Resource) -> Resource | None:
    for kind in (ROUTE_TABLE, DEFAULT_ROUTE_TABLE):
        if partner := stack.link(holder, "routeTableId", to=kind).partner:
            return partner
    return None


def _ways(stack: Stack) -> dict[str, WayOut | Unknown]:
    """Where the default route of each table leads, and of the table that AWS made with each VPC."""
    separate: dict[str, list[Resource]] = defaultdict(list)
    hidden = False
    for route in stack.of(ROUTE):
        if table := _named_table(stack, route) or stack.link(route, "routeTableId", to=VPC).partner:
            separate[table.urn].append(route)
        elif stack.link(route, "routeTableId", to=ROUTE_TABLE).found is not Found.OUTSIDE:
            hidden = True
    tables = [table for kind in (ROUTE_TABLE, DEFAULT_ROUTE_TABLE, VPC) for table in stack.of(kind)]
    return {table.urn: _default_way(stack, table, separate[table.urn], hidden=hidden) for table in tables}


def _default_way(stack: Stack, table: Resource, separate: list[Resource], *, hidden: bool) -> WayOut | Unknown:
    routes: list[_Route] = [*((route, ()) for route in separate), *_inline(table)]
    defaults = [(_is_default(*route), route) for route in routes]
    if found := [route for default, route in defaults if default is True]:
        return _way(stack, *found[0])
    undecided = hidden or read_list(table, "routes") is UNKNOWN or any(default is UNKNOWN for default, _ in defaults)
    return UNKNOWN if undecided else WayOut(Way.NOWHERE, elsewhere=any(_leaves(*route) for route in routes))


# A route: the resource that holds it, and where in it.
_Route = tuple[Resource, tuple[str | int, ...]]


def _inline(table: Resource) -> Iterator[_Route]:
    routes = read_list(table, "routes")
    for index in range(0 if routes is UNKNOWN else len(routes)):
        yield table, ("routes", index)


def _is_default(holder: Resource, at: tuple[str | int, ...]) -> bool | Unknown:
    # Of IPv4, by which AWS's services are reached. An inline route's property is called cidrBlock.
    destination = read(holder, *at, "cidrBlock" if at else "destinationCidrBlock")
    return UNKNOWN if destination is UNKNOWN else bool(destination == "0.0.0.0/0")


_OTHER_WAYS: Final = (
    "transitGatewayId",
    "egressOnlyGatewayId",
    "networkInterfaceId",
    "vpcPeeringConnectionId",
    "vpcEndpointId",
    "coreNetworkArn",
    "localGatewayId",
    "carrierGatewayId",
    "odbNetworkArn",
)


def _way(stack: Stack, holder: Resource, at: tuple[str | int, ...]) -> WayOut | Unknown:
    nat = stack.link(holder, *at, "natGatewayId", to=NAT_GATEWAY)
    internet = stack.link(holder, *at, "gatewayId", to=INTERNET_GATEWAY)
    # EC2 takes a NAT gateway there as well. Source: hashicorp/terraform-provider-aws, issue 9445.
    misnamed = stack.link(holder, *at, "gatewayId", to=NAT_GATEWAY)
    if read(holder, *at, "natGatewayId") not in (None, "", UNKNOWN) or (nat.partners and not internet.partners):
        return WayOut(Way.NAT, nat)
    if _is_id(misnamed, "nat-") or (misnamed.partners and not internet.partners):
        return WayOut(Way.NAT, misnamed)
    if _is_id(internet, "igw-") or (internet.partner and not misnamed.partners):
        return WayOut(Way.INTERNET)
    return WayOut(Way.OTHER) if _leaves(holder, at) or internet.found is Found.OUTSIDE else UNKNOWN


def _is_id(link: Link, start: str) -> bool:
    return isinstance(link.value, str) and link.value.startswith(start)


def _leaves(holder: Resource, at: tuple[str | int, ...]) -> bool:
    return any(read(holder, *at, prop) not in (None, "") for prop in _OTHER_WAYS)

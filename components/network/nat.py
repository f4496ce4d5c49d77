"""The private subnets' way out to the internet.

A NAT gateway lives in one zone and dies with it. One per zone keeps a zone's loss inside the zone and traffic off the
links between zones, which cost money; a single one is for stacks that can wait. Tasks that talk to AWS services only
may need none, given endpoints. Changing the strategy changes routes in place and keeps the first zone's gateway and
address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components.network.addresses import letter
from components.security_group import ANYWHERE_IPV4


class NatStrategy(Enum):
    """How private subnets reach the internet."""

    # Not at all: everything goes through endpoints.
    NONE = "none"
    # Through one gateway in the first zone: cheap, and gone with that zone.
    SINGLE = "single"
    # Through a gateway in each zone: a zone's loss stays in that zone, and no traffic crosses zones.
    PER_ZONE = "per_zone"


@dataclass(frozen=True, kw_only=True)
class NatGatewaysArgs:
    """Arguments of NatGateways. The two maps have the same zones."""

    # How many gateways there are.
    strategy: NatStrategy
    # The subnet for a gateway in each zone, by zone name; the first zone keeps the only gateway.
    public_subnet_ids: Mapping[str, pulumi.Input[str]]
    # The route table of each zone's private subnet, by zone name.
    route_table_ids: Mapping[str, pulumi.Input[str]]


class NatGateways(pulumi.ComponentResource):
    """NAT gateways, and the private subnets' routes to them.

    *Creates*: per gateway a NAT gateway and an elastic IP address; a default route per private route table.

    *Outputs*: ``public_ips`` (zone of a gateway -> the address that requests come from, for other people's allow
    lists), ``route_ids`` (zone -> its way out; empty without NAT).

    *Cost* (2026-11, us-east-1): 0.045 USD/h and 0.005 USD/h for the address = 36.50 USD/month each, and 0.045 USD/GB.

    *Rules that watch it*: a NAT gateway per zone in use, with routes inside the zone.
    """

    public_ips: Mapping[str, pulumi.Output[str]]
    route_ids: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: NatGatewaysArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:NatGateways", name, {}, opts)
        self._name = name
        # children wait for what the component waits for; when deleting they go first, which a component cannot see to
        self._child = pulumi.ResourceOptions(parent=self, depends_on=opts.depends_on if opts else None)
        zones = gateway_zones(args.strategy, list(args.route_table_ids))
        addresses = {zone: self._address(zone) for zone in zones}
        gateways = {zone: self._gateway(zone, addresses[zone], args.public_subnet_ids[zone]) for zone in zones}
        self.public_ips = {zone: address.public_ip for zone, address in addresses.items()}
        self.route_ids = {
            zone: self._default_route(zone, table, gateways.get(zone, gateways[zones[0]]))
            for zone, table in args.route_table_ids.items()
            if gateways
        }
        self.register_outputs({"public_ips": self.public_ips, "route_ids": self.route_ids})

    def _address(self, zone: str) -> aws.ec2.Eip:
        label = f"{self._name}-{letter(zone)}"
        return aws.ec2.Eip(label, domain="vpc", tags={"Name": label}, opts=self._child)

    def _gateway(self, zone: str, address: aws.ec2.Eip, subnet_id: pulumi.Input[str]) -> aws.ec2.NatGateway:
        label = f"{self._name}-{letter(zone)}"
        return aws.ec2.NatGateway(
            label, allocation_id=address.allocation_id, subnet_id=subnet_id, tags={"Name": label}, opts=self._child
        )

    def _default_route(self, zone: str, table: pulumi.Input[str], gateway: aws.ec2.NatGateway) -> pulumi.Output[str]:
        route = aws.ec2.Route(
            f"{self._name}-{letter(zone)}",
            route_table_id=table,
            destination_cidr_block=ANYWHERE_IPV4,
            nat_gateway_id=gateway.id,
            opts=self._child,
        )
        return route.id


def gateway_zones(strategy: NatStrategy, zones: Sequence[str]) -> Sequence[str]:
    """The zones that get a NAT gateway."""
    return {NatStrategy.NONE: [], NatStrategy.SINGLE: zones[:1], NatStrategy.PER_ZONE: zones}[strategy]

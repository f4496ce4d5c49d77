"""One tier of subnets: a subnet in each zone, and the route tables that say where its members can go.

A tier whose zones all go the same way shares a table; one whose zones have ways of their own has a table for each. The
tier adds no route: what it is connected to is the network's business. A subnet's id is handed out once the subnet is
connected, because a load balancer in a subnet without its routes is refused, and a task there cannot pull its image.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.network.addresses import letter


@dataclass(frozen=True, kw_only=True)
class SubnetTierArgs:
    """Arguments of SubnetTier."""

    # The VPC that is divided.
    vpc_id: pulumi.Input[str]
    # The range of each zone's subnet, by zone name.
    cidr_blocks: Mapping[str, str]
    # Whether all zones share one route table.
    shared_route_table: bool


class SubnetTier(pulumi.ComponentResource):
    """Subnets of one kind, one per zone.

    *Creates*: subnets; a route table, or one per zone; the associations of the two.

    *Outputs*, each by zone: ``subnet_ids``, ``route_table_ids``.

    *Cost*: none.

    *Rules that watch it*: subnets give nothing a public address by themselves.
    """

    subnet_ids: Mapping[str, pulumi.Output[str]]
    route_table_ids: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: SubnetTierArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:SubnetTier", name, {}, opts)
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        self.subnet_ids = {zone: self._subnet(zone, cidr_block) for zone, cidr_block in args.cidr_blocks.items()}
        self.route_table_ids = self._shared_table() if args.shared_route_table else self._own_tables()
        self._association_ids = {zone: self._associate(zone) for zone in args.cidr_blocks}
        self.register_outputs({"subnet_ids": self.subnet_ids, "route_table_ids": self.route_table_ids})

    def _subnet(self, zone: str, cidr_block: str) -> pulumi.Output[str]:
        label = f"{self._name}-{letter(zone)}"
        subnet = aws.ec2.Subnet(
            label,
            vpc_id=self._args.vpc_id,
            availability_zone=zone,
            cidr_block=cidr_block,
            map_public_ip_on_launch=False,  # load balancers and NAT bring their addresses; nothing else may get one
            tags={"Name": label},
            opts=self._child,
        )
        return subnet.id

    def _shared_table(self) -> Mapping[str, pulumi.Output[str]]:
        return dict.fromkeys(self._args.cidr_blocks, self._table(f"{self._name}-shared"))

    def _own_tables(self) -> Mapping[str, pulumi.Output[str]]:
        return {zone: self._table(f"{self._name}-{letter(zone)}") for zone in self._args.cidr_blocks}

    def _table(self, label: str) -> pulumi.Output[str]:
        return aws.ec2.RouteTable(label, vpc_id=self._args.vpc_id, tags={"Name": label}, opts=self._child).id

    def _associate(self, zone: str) -> pulumi.Output[str]:
        association = aws.ec2.RouteTableAssociation(
            f"{self._name}-{letter(zone)}",
            subnet_id=self.subnet_ids[zone],
            route_table_id=self.route_table_ids[zone],
            opts=self._child,
        )
        return association.id

    def connected_by(self, ways: Mapping[str, Sequence[pulumi.Output[str]]]) -> Mapping[str, pulumi.Output[str]]:
        """The subnet ids by zone, for those who must wait until the ``ways`` (ids of routes, of endpoints) exist."""
        return {
            zone: _after(subnet, [self._association_ids[zone], *ways.get(zone, [])])
            for zone, subnet in self.subnet_ids.items()
        }


def _after(value: pulumi.Output[str], others: Sequence[pulumi.Output[str]]) -> pulumi.Output[str]:
    return pulumi.Output.all(value, *others).apply(lambda known: str(known[0]))

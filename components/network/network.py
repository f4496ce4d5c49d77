"""The network: one VPC over several availability zones, in three tiers of subnets.

Public subnets hold load balancers and NAT gateways, private ones tasks and functions, data ones databases and caches,
which no route leads out of. Everything that belongs to a zone is named by the zone's letter and addressed by its place
in the alphabet (``addresses.py``), so a zone can be added or removed and nothing of the others moves. With a NAT
gateway per zone the loss of a zone costs that zone only; with a single one it may cost every zone its way out. The
tier owns the VPC's routes, endpoints and flow logs; it does not own the security groups of what lives in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.naming import Location
from components.network.addresses import capacity, plan
from components.network.endpoints import Endpoints, EndpointsArgs, GatewayEndpoint
from components.network.flow_logs import FlowLogs, FlowLogsArgs, FlowLogTraffic
from components.network.nat import NatGateways, NatGatewaysArgs, NatStrategy
from components.network.subnets import SubnetTier, SubnetTierArgs
from components.security_group import ANYWHERE_IPV4

# What a Fargate task needs to start in a subnet without a way out: the image's manifest and layers, and its log group.
WITHOUT_NAT = ("ecr.api", "ecr.dkr", "logs")


@dataclass(frozen=True, kw_only=True)
class NetworkArgs:
    """Arguments of Network."""

    # Where the VPC is.
    location: Location
    # The VPC's IPv4 range, from /16 to /21; ``addresses.py`` says what becomes of it. AWS cannot change it in place.
    cidr_block: str
    # Availability zones by name (``us-east-1a``), at least two. The first keeps the only NAT gateway: append new ones.
    zones: Sequence[str]
    # Whether Pulumi refuses to delete the VPC, or to replace it and everything in it.
    deletion_protection: bool = True
    # How private subnets reach the internet. NONE needs the interface endpoints ecr.api, ecr.dkr and logs.
    nat: NatStrategy = NatStrategy.PER_ZONE
    # Services reached by an address in the private subnets, as the end of the service name (``ecr.api``); each costs.
    interface_endpoints: Sequence[str] = ()
    # Services reached by a route. Free, so both; S3 carries the image layers.
    gateway_endpoints: Sequence[GatewayEndpoint] = (GatewayEndpoint.S3, GatewayEndpoint.DYNAMODB)
    # How long flow logs are kept, in days. 30 covers the time in which most questions are asked (guess).
    flow_log_retention_days: int = 30
    # Which connections flow logs record. ALL, since an accepted connection is what an intruder has.
    flow_log_traffic: FlowLogTraffic = FlowLogTraffic.ALL

    def __post_init__(self) -> None:
        plan(self.cidr_block, self.zones)
        self._check_zones()
        self._check_endpoints()

    def _check_zones(self) -> None:
        if foreign := [zone for zone in self.zones if zone[:-1] != self.location.region]:
            raise ValueError(
                f"the zones {', '.join(foreign)} are not in {self.location.region}: name zones of that region"
            )
        if len(set(self.zones)) != len(self.zones):
            raise ValueError(f"the zones {', '.join(self.zones)} repeat one: name each zone once")
        if len(self.zones) < 2:
            raise ValueError("a load balancer and a database need two zones: name at least two zones")

    def _check_endpoints(self) -> None:
        for service in self.interface_endpoints:
            if service.startswith("com."):
                raise ValueError(
                    f"the interface endpoint {service!r} is a full service name: give its end, such as ecr.api"
                )
        if len(set(self.interface_endpoints)) != len(self.interface_endpoints):
            raise ValueError("an interface endpoint is named twice: AWS allows one per service, name each once")
        if len(set(self.gateway_endpoints)) != len(self.gateway_endpoints):
            raise ValueError("a gateway endpoint is named twice: AWS allows one per service, name each once")
        if self.nat is NatStrategy.NONE:
            self._check_ways_without_nat()

    def _check_ways_without_nat(self) -> None:
        missing = [
            f"interface endpoint {service}" for service in WITHOUT_NAT if service not in self.interface_endpoints
        ]
        if GatewayEndpoint.S3 not in self.gateway_endpoints:
            missing.append("gateway endpoint s3")
        if missing:
            raise ValueError(
                f"without NAT no task can pull its image or write its log: add {', '.join(missing)}, or choose a NAT"
            )


class Network(pulumi.ComponentResource):
    """A VPC with public, private and data subnets in each zone.

    Without NAT, tasks reach only what has an endpoint. To start they need ``ecr.api``, ``ecr.dkr``, ``logs`` and the S3
    gateway, which the arguments insist on; to work they usually need more: ``secretsmanager`` and ``ssm`` for secrets,
    ``sqs`` for queues, ``sts`` for roles, ``kms`` for keys, ``xray`` for traces.

    *Creates*: VPC, emptied default security group, internet gateway, three SubnetTiers, NatGateways, Endpoints,
    FlowLogs.

    *Outputs*: ``vpc_id``, ``cidr_block``, ``zones``, ``capacity`` (addresses per private subnet), the subnet ids of
    each tier by zone (``private_subnet_ids``) and as a list (``private_subnets``), ``prefix_list_ids`` of the gateway
    endpoints, ``endpoint_security_group``, ``nat_public_ips`` by zone.

    *Cost* (2026-11, us-east-1): that of its parts. With NAT in three zones 3 x 36.50 = 109.50 USD/month and 0.045
    USD/GB; with nine interface endpoints in three zones 9 x 21.90 = 197.10 USD/month. Traffic between zones 0.01
    USD/GB each way.

    *Rules that watch it*: subnets of load balancers, services and databases span two zones; a NAT gateway per zone in
    use, with routes inside the zone; private tasks have NAT or the endpoints they need; enough addresses for the
    largest number of tasks.
    """

    vpc_id: pulumi.Output[str]
    cidr_block: pulumi.Output[str]
    zones: Sequence[str]
    capacity: int
    public_subnet_ids: Mapping[str, pulumi.Output[str]]
    private_subnet_ids: Mapping[str, pulumi.Output[str]]
    data_subnet_ids: Mapping[str, pulumi.Output[str]]
    public_subnets: Sequence[pulumi.Output[str]]
    private_subnets: Sequence[pulumi.Output[str]]
    data_subnets: Sequence[pulumi.Output[str]]
    prefix_list_ids: Mapping[str, pulumi.Output[str]]
    nat_public_ips: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Network", name, {}, opts)
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        self._make_vpc()
        self._divide()
        self._connect_public_subnets()
        self._connect_private_subnets()
        self._make_endpoints()
        self._record_traffic()
        self._hand_out_subnets()
        self.register_outputs(
            {
                "vpc_id": self.vpc_id,
                "cidr_block": self.cidr_block,
                "zones": self.zones,
                "capacity": self.capacity,
                "public_subnet_ids": self.public_subnet_ids,
                "private_subnet_ids": self.private_subnet_ids,
                "data_subnet_ids": self.data_subnet_ids,
                "nat_public_ips": self.nat_public_ips,
            }
        )

    def _make_vpc(self) -> None:
        vpc = aws.ec2.Vpc(
            f"{self._name}-vpc",
            cidr_block=self._args.cidr_block,
            enable_dns_support=True,
            enable_dns_hostnames=True,  # private DNS of interface endpoints needs both
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self, protect=self._args.deletion_protection),
        )
        self.vpc_id = vpc.id
        self.cidr_block = vpc.cidr_block
        self.zones = list(self._args.zones)
        self.capacity = capacity(self._args.cidr_block)
        aws.ec2.DefaultSecurityGroup(
            f"{self._name}-default",
            vpc_id=self.vpc_id,
            ingress=[],  # what is launched without a group of its own gets this one: it must open nothing
            egress=[],
            tags={"Name": f"{self._name}-default"},
            opts=self._child,
        )

    def _divide(self) -> None:
        addresses = plan(self._args.cidr_block, self.zones)
        self._public = self._tier("public", {zone: parts.public for zone, parts in addresses.items()}, shared=True)
        self._private = self._tier("private", {zone: parts.private for zone, parts in addresses.items()}, shared=False)
        self._data = self._tier("data", {zone: parts.data for zone, parts in addresses.items()}, shared=True)

    def _tier(self, tier: str, cidr_blocks: Mapping[str, str], *, shared: bool) -> SubnetTier:
        args = SubnetTierArgs(vpc_id=self.vpc_id, cidr_blocks=cidr_blocks, shared_route_table=shared)
        return SubnetTier(f"{self._name}-{tier}", args, self._child)

    def _connect_public_subnets(self) -> None:
        self._internet_gateway = aws.ec2.InternetGateway(
            f"{self._name}-internet", vpc_id=self.vpc_id, tags={"Name": self._name}, opts=self._child
        )
        self._public_route = aws.ec2.Route(
            f"{self._name}-internet",
            route_table_id=self._public.route_table_ids[self.zones[0]],  # all zones share it
            destination_cidr_block=ANYWHERE_IPV4,
            gateway_id=self._internet_gateway.id,
            opts=self._child,
        )

    def _connect_private_subnets(self) -> None:
        self._nat = NatGateways(
            f"{self._name}-nat",
            NatGatewaysArgs(
                strategy=self._args.nat,
                public_subnet_ids=self._public.subnet_ids,
                route_table_ids=self._private.route_table_ids,
            ),
            # AWS refuses a public NAT gateway in a VPC without an internet gateway
            pulumi.ResourceOptions(parent=self, depends_on=[self._internet_gateway]),
        )
        self.nat_public_ips = self._nat.public_ips

    def _make_endpoints(self) -> None:
        data_table = self._data.route_table_ids[self.zones[0]]  # all zones share it
        self._endpoints = Endpoints(
            f"{self._name}-endpoints",
            EndpointsArgs(
                location=self._args.location,
                vpc_id=self.vpc_id,
                cidr_block=self.cidr_block,
                subnet_ids=list(self._private.subnet_ids.values()),
                route_table_ids=[*self._private.route_table_ids.values(), data_table],
                gateways=self._args.gateway_endpoints,
                interfaces=self._args.interface_endpoints,
            ),
            self._child,
        )
        self.prefix_list_ids = self._endpoints.prefix_list_ids
        self.endpoint_security_group = self._endpoints.security_group

    def _record_traffic(self) -> None:
        FlowLogs(
            f"{self._name}-flow-logs",
            FlowLogsArgs(
                location=self._args.location,
                vpc_id=self.vpc_id,
                retention_days=self._args.flow_log_retention_days,
                traffic=self._args.flow_log_traffic,
            ),
            self._child,
        )

    def _hand_out_subnets(self) -> None:
        routes, endpoints = self._nat.route_ids, list(self._endpoints.endpoint_ids.values())
        ways_out = {zone: [routes[zone]] if zone in routes else endpoints for zone in self.zones}
        self.public_subnet_ids = self._public.connected_by({zone: [self._public_route.id] for zone in self.zones})
        self.private_subnet_ids = self._private.connected_by(ways_out)
        self.data_subnet_ids = self._data.connected_by({})
        self.public_subnets = list(self.public_subnet_ids.values())
        self.private_subnets = list(self.private_subnet_ids.values())
        self.data_subnets = list(self.data_subnet_ids.values())

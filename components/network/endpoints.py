"""VPC endpoints: ways to AWS services that leave neither the VPC nor money at a NAT gateway.

Gateway endpoints (S3, DynamoDB) are free routes; image layers come from S3, so they carry most of what a starting task
downloads. Interface endpoints are addresses in the private subnets; with private DNS the services' usual names lead to
them, so programs need no setting. A zone that fails takes only its own addresses along.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs

HTTPS = 443


class GatewayEndpoint(Enum):
    """The two services that are reached by a route."""

    S3 = "s3"
    DYNAMODB = "dynamodb"


@dataclass(frozen=True, kw_only=True)
class EndpointsArgs:
    """Arguments of Endpoints."""

    # The region whose services are reached.
    location: Location
    # The VPC that gets the endpoints.
    vpc_id: pulumi.Input[str]
    # The VPC's range: everything in it may use the interface endpoints.
    cidr_block: pulumi.Input[str]
    # The subnets that get an address of each interface endpoint, one per zone.
    subnet_ids: Sequence[pulumi.Input[str]]
    # The route tables that get a route to each gateway endpoint.
    route_table_ids: Sequence[pulumi.Input[str]]
    # Services reached by a route.
    gateways: Sequence[GatewayEndpoint]
    # Services reached by an address, as the end of the service name: ``ecr.api``.
    interfaces: Sequence[str]


class Endpoints(pulumi.ComponentResource):
    """Gateway and interface endpoints of a VPC.

    *Creates*: one endpoint per service, one security group for all interface endpoints, open to the VPC on 443.

    *Outputs*: ``prefix_list_ids`` (gateway service -> the addresses behind its route, for egress rules),
    ``endpoint_ids`` by service, ``security_group``.

    *Cost* (2026-11, us-east-1): gateway endpoints free; an interface endpoint 0.01 USD/h and zone = 21.90 USD/month in
    three zones, and 0.01 USD/GB.

    *Rules that watch it*: tasks without NAT have the endpoints that starting a container needs.
    """

    prefix_list_ids: Mapping[str, pulumi.Output[str]]
    endpoint_ids: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: EndpointsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Endpoints", name, {}, opts)
        self._name = name
        self._args = args
        self.security_group = self._closed_to_all_but_the_network()
        gateways = {service.value: self._gateway(service.value) for service in args.gateways}
        interfaces = {service: self._interface(service) for service in args.interfaces}
        self.prefix_list_ids = {service: endpoint.prefix_list_id for service, endpoint in gateways.items()}
        self.endpoint_ids = {service: endpoint.id for service, endpoint in {**gateways, **interfaces}.items()}
        self.register_outputs({"prefix_list_ids": self.prefix_list_ids, "endpoint_ids": self.endpoint_ids})

    def _closed_to_all_but_the_network(self) -> SecurityGroup:
        description = "Interface endpoints: HTTPS from the VPC"
        group = SecurityGroup(
            self._name,
            SecurityGroupArgs(vpc_id=self._args.vpc_id, description=description),
            pulumi.ResourceOptions(parent=self),
        )
        group.allow_from_network(self._args.cidr_block, HTTPS)
        return group

    def _gateway(self, service: str) -> aws.ec2.VpcEndpoint:
        return aws.ec2.VpcEndpoint(
            f"{self._name}-{service}",
            vpc_id=self._args.vpc_id,
            vpc_endpoint_type="Gateway",
            service_name=self._service_name(service),
            route_table_ids=self._args.route_table_ids,
            tags={"Name": f"{self._name}-{service}"},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _interface(self, service: str) -> aws.ec2.VpcEndpoint:
        label = service.replace(".", "-")
        return aws.ec2.VpcEndpoint(
            f"{self._name}-{label}",
            vpc_id=self._args.vpc_id,
            vpc_endpoint_type="Interface",
            service_name=self._service_name(service),
            subnet_ids=self._args.subnet_ids,
            security_group_ids=[self.security_group.id],
            private_dns_enabled=True,
            tags={"Name": f"{self._name}-{label}"},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _service_name(self, service: str) -> str:
        return f"com.amazonaws.{self._args.location.region}.{service}"

"""Programs that keep and break NETWORK-001, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

ANYWHERE = "0.0.0.0/0"
ROLE = "arn:aws:iam::123456789012:role/execution"


def _network(opts: pulumi.ResourceOptions | None = None) -> tuple[aws.ec2.Vpc, aws.ec2.Subnet, aws.ec2.RouteTable]:
    vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", opts=opts)
    subnet = aws.ec2.Subnet(
        "private", vpc_id=vpc.id, availability_zone="us-east-1a", cidr_block="10.0.1.0/24", opts=opts
    )
    table = aws.ec2.RouteTable("private", vpc_id=vpc.id, opts=opts)
    aws.ec2.RouteTableAssociation("private", subnet_id=subnet.id, route_table_id=table.id, opts=opts)
    return vpc, subnet, table


def _service(
    subnet: pulumi.Input[str],
    *,
    public: bool | None = None,
    logs: bool = False,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    log = {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "us-east-1"}}
    container = {"name": "app", "image": "web:1", **({"logConfiguration": log} if logs else {})}
    task = aws.ecs.TaskDefinition(
        "web",
        family="web",
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        execution_role_arn=ROLE,
        container_definitions=json.dumps([container]),
        opts=opts,
    )
    network = aws.ecs.ServiceNetworkConfigurationArgs(subnets=[subnet], assign_public_ip=public)
    aws.ecs.Service("web", task_definition=task.arn, launch_type="FARGATE", network_configuration=network, opts=opts)


def _endpoints(vpc: aws.ec2.Vpc, table: aws.ec2.RouteTable, *names: str) -> None:
    for name in names:
        gateway = name == "s3"
        aws.ec2.VpcEndpoint(
            name,
            vpc_id=vpc.id,
            service_name=f"com.amazonaws.us-east-1.{name}",
            vpc_endpoint_type="Gateway" if gateway else "Interface",
            private_dns_enabled=None if gateway else True,
            route_table_ids=[table.id] if gateway else None,
        )


def good_nat() -> None:
    """The private subnet's default route leads to a NAT gateway."""
    _, subnet, table = _network()
    nat = aws.ec2.NatGateway("nat", subnet_id="subnet-9", allocation_id="eipalloc-9")
    aws.ec2.Route("out", route_table_id=table.id, destination_cidr_block=ANYWHERE, nat_gateway_id=nat.id)
    _service(subnet.id)


def good_public_address() -> None:
    """A public subnet, and tasks with public addresses."""
    vpc, subnet, table = _network()
    internet = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
    aws.ec2.Route("out", route_table_id=table.id, destination_cidr_block=ANYWHERE, gateway_id=internet.id)
    _service(subnet.id, public=True)


def good_endpoints() -> None:
    """No way out, and endpoints for what a task needs."""
    vpc, subnet, table = _network()
    _endpoints(vpc, table, "ecr.api", "ecr.dkr", "s3", "logs")
    _service(subnet.id, logs=True)


def bad_no_way_out() -> None:
    """Tasks of service `web` in subnet `private` have neither NAT nor endpoints for ecr.api, ecr.dkr, s3: they cannot
    start."""
    _, subnet, _ = _network()
    _service(subnet.id)


def bad_without_public_address() -> None:
    """Tasks of service `web` in subnet `private`, which is public, have no public address (assignPublicIp): they cannot
    fetch their image."""
    vpc, subnet, table = _network()
    internet = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
    aws.ec2.Route("out", route_table_id=table.id, destination_cidr_block=ANYWHERE, gateway_id=internet.id)
    _service(subnet.id)


def bad_without_logs_endpoint() -> None:
    """Tasks of service `web` in subnet `private` have neither NAT nor endpoints for logs: they cannot start."""
    vpc, subnet, table = _network()
    _endpoints(vpc, table, "ecr.api", "ecr.dkr", "s3")
    _service(subnet.id, logs=True)


def bad_gateway_in_another_table() -> None:
    """Tasks of service `web` in subnet `private` have neither NAT nor endpoints for s3: they cannot start."""
    vpc, subnet, _ = _network()
    _endpoints(vpc, aws.ec2.RouteTable("other", vpc_id=vpc.id), "ecr.api", "ecr.dkr", "s3")
    _service(subnet.id)


def bad_inside_component() -> None:
    """Tasks of service `web` in subnet `private` have neither NAT nor endpoints for ecr.api, ecr.dkr, s3: they cannot
    start."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _, subnet, _ = _network(inside)
    _service(subnet.id, opts=inside)


def unknown_subnet_of_another_stack() -> None:
    """How tasks reach the image registry from its subnets: their routes and endpoints"""
    _service("subnet-0123456789abcdef0")


def unknown_transit_gateway() -> None:
    """How tasks reach the image registry from its subnets: their routes and endpoints"""
    _, subnet, table = _network()
    gateway = aws.ec2transitgateway.TransitGateway("hub")
    aws.ec2.Route("hub", route_table_id=table.id, destination_cidr_block="10.0.0.0/8", transit_gateway_id=gateway.id)
    _service(subnet.id)

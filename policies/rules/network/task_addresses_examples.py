"""Programs that keep and break NETWORK-003, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

_OUT = [aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", nat_gateway_id="nat-1")]


def _subnets(size: int, opts: pulumi.ResourceOptions | None = None) -> list[pulumi.Output[str]]:
    zones = {"us-east-1a": 1, "us-east-1b": 2}
    # A default route to a NAT gateway outside the stack.
    table = aws.ec2.RouteTable("private", vpc_id="vpc-1", routes=_OUT, opts=opts)
    found = [
        aws.ec2.Subnet(
            f"private-{zone[-1]}",
            vpc_id="vpc-1",
            availability_zone=zone,
            cidr_block=f"10.0.{number}.0/{size}",
            opts=opts,
        )
        for zone, number in zones.items()
    ]
    for number, subnet in enumerate(found):
        aws.ec2.RouteTableAssociation(f"p-{number}", subnet_id=subnet.id, route_table_id=table.id, opts=opts)
    return [subnet.id for subnet in found]


def _service(
    subnets: list[pulumi.Output[str]],
    count: int = 2,
    percent: int | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> aws.ecs.Service:
    return aws.ecs.Service(
        "web",
        name="web",
        cluster="main",
        desired_count=count,
        deployment_maximum_percent=percent,
        network_configuration=aws.ecs.ServiceNetworkConfigurationArgs(subnets=subnets),
        opts=opts,
    )


def _scaled(resource_id: pulumi.Input[str], most: int, opts: pulumi.ResourceOptions | None = None) -> None:
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        min_capacity=2,
        max_capacity=most,
        opts=opts,
    )


def good_room() -> None:
    """Twice 50 tasks, and 502 addresses."""
    _scaled(pulumi.Output.concat("service/main/", _service(_subnets(24)).name), 50)


def good_unscaled() -> None:
    """Twice 10 tasks, and 22 addresses."""
    _service(_subnets(28), count=10)


def bad_scaled() -> None:
    """Service `web` may run 100 tasks during a deployment, and its subnets have 54 addresses."""
    _scaled(pulumi.Output.concat("service/main/", _service(_subnets(27)).name), 50)


def bad_scaled_by_literal() -> None:
    """Service `web` may run 75 tasks during a deployment, and its subnets have 54 addresses."""
    _service(_subnets(27), percent=150)
    _scaled("service/main/web", 50)


def bad_unscaled() -> None:
    """Service `web` may run 40 tasks during a deployment, and its subnets have 22 addresses."""
    _service(_subnets(28), count=20)


def bad_inside_component() -> None:
    """Service `web` may run 60 tasks during a deployment, and its subnets have 22 addresses."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    service = _service(_subnets(28, inside), opts=inside)
    _scaled(service.id.apply(lambda arn: arn.split(":")[-1]), 30, inside)


def unknown_subnets_of_another_stack() -> None:
    """The most tasks that it may run, and the ranges of its subnets"""
    network = aws.ecs.ServiceNetworkConfigurationArgs(subnets=["subnet-0123456789abcdef0"])
    aws.ecs.Service("web", desired_count=2, network_configuration=network)

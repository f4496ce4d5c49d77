"""Programs that keep and break SERVICE-019, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _subnets(*zones: str, opts: pulumi.ResourceOptions | None = None) -> list[aws.ec2.Subnet]:
    network = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", opts=opts)
    return [
        aws.ec2.Subnet(
            f"tasks-{number}",
            vpc_id=network.id,
            cidr_block=f"10.0.{number}.0/24",
            availability_zone=zone,
            opts=opts,
        )
        for number, zone in enumerate(zones)
    ]


def _service(subnets: pulumi.Input[list[pulumi.Input[str]]]) -> None:
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        network_configuration=aws.ecs.ServiceNetworkConfigurationArgs(subnets=subnets),
    )


def good_two_zones() -> None:
    """One subnet in each of two zones."""
    _service([subnet.id for subnet in _subnets("us-east-1a", "us-east-1b")])


def good_on_instances() -> None:
    """In bridge mode the instances have the subnets."""
    aws.ecs.Service("web", cluster="main", task_definition="web", desired_count=2)


def bad_one_subnet() -> None:
    """Service `web` has subnets in 1 of 2 availability zones."""
    _service([subnet.id for subnet in _subnets("us-east-1a")])


def bad_two_subnets_in_one_zone() -> None:
    """Service `web` has subnets in 1 of 2 availability zones."""
    _service([subnet.id for subnet in _subnets("us-east-1a", "us-east-1a")])


def bad_one_by_one() -> None:
    """Service `web` has subnets in 1 of 2 availability zones."""
    first, second = _subnets("us-east-1b", "us-east-1b")
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        network_configuration={"subnets": [first.id, second.id.apply(str)]},
    )


def bad_inside_component() -> None:
    """Service `web` has subnets in 1 of 2 availability zones."""
    component = pulumi.ComponentResource("shop:index:Network", "shop")
    inside = pulumi.ResourceOptions(parent=component)
    _service([subnet.id for subnet in _subnets("us-east-1c", "us-east-1c", opts=inside)])


def unknown_subnets_outside() -> None:
    """The availability zones of its subnets"""
    _service(["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"])

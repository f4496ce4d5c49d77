"""Programs that keep and break BALANCER-016, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

PUBLIC = ["us-east-1a", "us-east-1b"]


def _subnets(name: str, zones: list[str], start: int) -> list[pulumi.Output[str]]:
    return [
        aws.ec2.Subnet(
            f"{name}-{zone[-1]}", vpc_id="vpc-1", availability_zone=zone, cidr_block=f"10.0.{number}.0/24"
        ).id
        for number, zone in enumerate(zones, start)
    ]


def _web(units: int | None, zones: list[str], opts: pulumi.ResourceOptions | None = None) -> None:
    reserved = aws.lb.LoadBalancerMinimumLoadBalancerCapacityArgs(capacity_units=units) if units else None
    balancer = aws.lb.LoadBalancer(
        "web", subnets=_subnets("public", PUBLIC, 0), minimum_load_balancer_capacity=reserved, opts=opts
    )
    group = aws.lb.TargetGroup("web", port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1", opts=opts)
    forward = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=group.arn)
    aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=80, default_actions=[forward], opts=opts)
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group.arn, container_name="app", container_port=80)
    network = aws.ecs.ServiceNetworkConfigurationArgs(subnets=_subnets("private", zones, 8))
    aws.ecs.Service("web", load_balancers=[attached], network_configuration=network, opts=opts)


def good_even() -> None:
    """Tasks in both zones of the load balancer."""
    _web(100, PUBLIC)


def good_without_reservation() -> None:
    """Capacity follows the traffic."""
    _web(None, ["us-east-1a"])


def bad_one_zone() -> None:
    """Load balancer `web` has reserved capacity in a zone in which service `web` has no tasks."""
    _web(100, ["us-east-1a"])


def bad_inside_component() -> None:
    """Load balancer `web` has reserved capacity in a zone in which service `web` has no tasks."""
    _web(500, ["us-east-1b"], pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop")))

"""Programs that keep and break BALANCER-015, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _subnet(name: str, zone: str, number: int, opts: pulumi.ResourceOptions | None = None) -> aws.ec2.Subnet:
    cidr = f"10.0.{number}.0/24"
    return aws.ec2.Subnet(name, vpc_id="vpc-1", availability_zone=zone, cidr_block=cidr, opts=opts)


def _public(*zones: str, opts: pulumi.ResourceOptions | None = None) -> list[pulumi.Output[str]]:
    return [_subnet(f"public-{zone[-1]}", zone, number, opts).id for number, zone in enumerate(zones)]


def _private(*zones: str, opts: pulumi.ResourceOptions | None = None) -> list[pulumi.Output[str]]:
    return [_subnet(f"private-{zone[-1]}", zone, number + 8, opts).id for number, zone in enumerate(zones)]


def _web(
    public: list[pulumi.Output[str]],
    private: list[pulumi.Output[str]],
    *,
    arn: str | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    balancer = aws.lb.LoadBalancer("web", subnets=public, opts=opts)
    group = aws.lb.TargetGroup("web", name="web", port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1", opts=opts)
    forward = aws.lb.ListenerDefaultActionArgs(
        type="forward",
        forward=aws.lb.ListenerDefaultActionForwardArgs(
            target_groups=[aws.lb.ListenerDefaultActionForwardTargetGroupArgs(arn=group.arn)]
        ),
    )
    aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=80, default_actions=[forward], opts=opts)
    aws.ecs.Service(
        "web",
        load_balancers=[
            aws.ecs.ServiceLoadBalancerArgs(target_group_arn=arn or group.arn, container_name="app", container_port=80)
        ],
        network_configuration=aws.ecs.ServiceNetworkConfigurationArgs(subnets=private),
        opts=opts,
    )


def good_same_zones() -> None:
    """Both stand in two zones."""
    _web(_public("us-east-1a", "us-east-1b"), _private("us-east-1a", "us-east-1b"))


def good_fewer() -> None:
    """Tasks in two of the load balancer's three zones all get requests."""
    _web(_public("us-east-1a", "us-east-1b", "us-east-1c"), _private("us-east-1a", "us-east-1b"))


def bad_third_zone() -> None:
    """Service `web` may run tasks in subnet `private-c`, in whose zone load balancer `web` sends no requests."""
    _web(_public("us-east-1a", "us-east-1b"), _private("us-east-1a", "us-east-1b", "us-east-1c"))


def bad_by_literal_arn() -> None:
    """Service `web` may run tasks in subnet `private-d`, in whose zone load balancer `web` sends no requests."""
    arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff"
    _web(_public("us-east-1a", "us-east-1b"), _private("us-east-1a", "us-east-1d"), arn=arn)


def bad_inside_component() -> None:
    """Service `web` may run tasks in subnet `private-b`, in whose zone load balancer `web` sends no requests."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    private = _private("us-east-1a", "us-east-1b", opts=inside)
    _web(_public("us-east-1a", "us-east-1c", opts=inside), private, opts=inside)

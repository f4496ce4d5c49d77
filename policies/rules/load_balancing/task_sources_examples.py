"""Programs that keep and break BALANCER-020, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

OUT = aws.ec2.SecurityGroupEgressArgs(protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])


def _group(
    name: str, ingress: aws.ec2.SecurityGroupIngressArgs | None = None, opts: pulumi.ResourceOptions | None = None
) -> aws.ec2.SecurityGroup:
    blocks = [ingress] if ingress else None
    return aws.ec2.SecurityGroup(name, vpc_id="vpc-1", ingress=blocks, egress=[OUT], opts=opts)


def _port(*groups: pulumi.Input[str], cidrs: list[str] | None = None) -> aws.ec2.SecurityGroupIngressArgs:
    return aws.ec2.SecurityGroupIngressArgs(
        protocol="tcp", from_port=80, to_port=80, security_groups=list(groups) or None, cidr_blocks=cidrs
    )


def _web(
    balancer: aws.ec2.SecurityGroup,
    tasks: aws.ec2.SecurityGroup,
    *,
    kind: str = "application",
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    http = kind == "application"
    front = aws.lb.LoadBalancer(
        "web",
        internal=True,
        load_balancer_type=kind,
        subnets=["subnet-1", "subnet-2"],
        security_groups=[balancer.id],
        opts=opts,
    )
    group = aws.lb.TargetGroup(
        "web", port=80, protocol="HTTP" if http else "TCP", target_type="ip", vpc_id="vpc-1", opts=opts
    )
    forward = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=group.arn)
    protocol = "HTTP" if http else "TCP"
    aws.lb.Listener(
        "web", load_balancer_arn=front.arn, port=80, protocol=protocol, default_actions=[forward], opts=opts
    )
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group.arn, container_name="app", container_port=80)
    network = aws.ecs.ServiceNetworkConfigurationArgs(subnets=["subnet-3"], security_groups=[tasks.id])
    aws.ecs.Service("web", load_balancers=[attached], network_configuration=network, opts=opts)


def good_group() -> None:
    """Only the load balancer is let in."""
    balancer = _group("balancer")
    _web(balancer, _group("tasks", _port(balancer.id)))


def good_network() -> None:
    """A Network Load Balancer may pass the clients' own addresses on."""
    _web(_group("balancer"), _group("tasks", _port(cidrs=["0.0.0.0/0"])), kind="network")


def bad_range() -> None:
    """Security group `tasks` lets addresses reach service `web` past its load balancer."""
    balancer = _group("balancer")
    _web(balancer, _group("tasks", _port(balancer.id, cidrs=["0.0.0.0/0"])))


def bad_separate() -> None:
    """Security group `tasks` lets addresses reach service `web` past its load balancer."""
    balancer = _group("balancer")
    tasks = _group("tasks", _port(balancer.id))
    aws.vpc.SecurityGroupIngressRule(
        "vpc", security_group_id=tasks.id, cidr_ipv4="10.0.0.0/16", ip_protocol="tcp", from_port=80, to_port=80
    )
    _web(balancer, tasks)


def bad_old_rule_in_a_component() -> None:
    """Security group `tasks` lets addresses reach service `web` past its load balancer."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    tasks = _group("tasks", opts=inside)
    aws.ec2.SecurityGroupRule(
        "world",
        type="ingress",
        security_group_id=tasks.id,
        ipv6_cidr_blocks=["::/0"],
        cidr_blocks=["0.0.0.0/0"],
        protocol="tcp",
        from_port=80,
        to_port=80,
    )
    _web(_group("balancer", opts=inside), tasks, opts=inside)

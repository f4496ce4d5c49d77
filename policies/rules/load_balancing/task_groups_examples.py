"""Programs that keep and break BALANCER-019, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

OUT = aws.ec2.SecurityGroupEgressArgs(protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])


def _group(
    name: str,
    *ingress: aws.ec2.SecurityGroupIngressArgs,
    out: bool = True,
    opts: pulumi.ResourceOptions | None = None,
) -> aws.ec2.SecurityGroup:
    egress = [OUT] if out else None
    return aws.ec2.SecurityGroup(name, vpc_id="vpc-1", ingress=list(ingress) or None, egress=egress, opts=opts)


def _from(port: int, *groups: aws.ec2.SecurityGroup, cidr: str | None = None) -> aws.ec2.SecurityGroupIngressArgs:
    return aws.ec2.SecurityGroupIngressArgs(
        protocol="tcp",
        from_port=port,
        to_port=port,
        security_groups=[group.id for group in groups],
        cidr_blocks=[cidr] if cidr else None,
    )


def _let_out(balancer: aws.ec2.SecurityGroup, tasks: aws.ec2.SecurityGroup) -> None:
    aws.vpc.SecurityGroupEgressRule(
        "out",
        security_group_id=balancer.id,
        referenced_security_group_id=tasks.id,
        ip_protocol="tcp",
        from_port=8080,
        to_port=8080,
    )


def _web(
    balancer: pulumi.Input[str],
    tasks: pulumi.Input[str],
    *,
    health: str | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    table = aws.ec2.RouteTable(
        "all",
        vpc_id="vpc-1",
        routes=[aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id="igw-0123456789abcdef0")],
        opts=opts,
    )
    ids = []
    for number, zone in enumerate(["us-east-1a", "us-east-1b"]):
        cidr = f"10.0.{number}.0/24"
        subnet = aws.ec2.Subnet(zone, vpc_id="vpc-1", availability_zone=zone, cidr_block=cidr, opts=opts)
        aws.ec2.RouteTableAssociation(zone, subnet_id=subnet.id, route_table_id=table.id, opts=opts)
        ids.append(subnet.id)
    front = aws.lb.LoadBalancer("web", subnets=ids, security_groups=[balancer], opts=opts)
    check = aws.lb.TargetGroupHealthCheckArgs(port=health) if health else None
    group = aws.lb.TargetGroup(
        "web", port=8080, protocol="HTTP", target_type="ip", vpc_id="vpc-1", health_check=check, opts=opts
    )
    forward = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=group.arn)
    aws.lb.Listener("web", load_balancer_arn=front.arn, port=80, default_actions=[forward], opts=opts)
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group.arn, container_name="app", container_port=8080)
    network = aws.ecs.ServiceNetworkConfigurationArgs(subnets=ids, security_groups=[tasks], assign_public_ip=True)
    aws.ecs.Service("web", load_balancers=[attached], network_configuration=network, opts=opts)


def good_inline() -> None:
    """The tasks' group names the load balancer's."""
    balancer = _group("balancer")
    _web(balancer.id, _group("tasks", _from(8080, balancer)).id)


def good_separate_both_ways() -> None:
    """A rule of its own at either end."""
    balancer, tasks = _group("balancer", out=False), _group("tasks")
    _let_out(balancer, tasks)
    aws.ec2.SecurityGroupRule(
        "in",
        type="ingress",
        security_group_id=tasks.id,
        source_security_group_id=balancer.id,
        protocol="tcp",
        from_port=8080,
        to_port=8080,
    )
    _web(balancer.id, tasks.id)


def good_range_of_the_vpc() -> None:
    """The range holds the load balancer's subnets."""
    _web(_group("balancer").id, _group("tasks", _from(8080, cidr="10.0.0.0/16")).id)


def good_one_group_for_both() -> None:
    """Load balancer and tasks are members of one group that lets its members in."""
    group = _group("shared")
    aws.ec2.SecurityGroupRule(
        "self", type="ingress", security_group_id=group.id, self=True, protocol="tcp", from_port=0, to_port=65535
    )
    _web(group.id, group.id)


def bad_nothing_comes_in() -> None:
    """The security groups of service `web` do not let load balancer `web` in on port 8080."""
    _web(_group("balancer").id, _group("tasks").id)


def bad_other_port() -> None:
    """The security groups of service `web` do not let load balancer `web` in on port 8080."""
    balancer = _group("balancer")
    _web(balancer.id, _group("tasks", _from(80, balancer)).id)


def bad_other_group() -> None:
    """The security groups of service `web` do not let load balancer `web` in on port 8080."""
    _web(_group("balancer").id, _group("tasks", _from(8080, _group("bastion"))).id)


def bad_other_range() -> None:
    """The security groups of service `web` do not let load balancer `web` in on port 8080."""
    _web(_group("balancer").id, _group("tasks", _from(8080, cidr="10.9.0.0/16")).id)


def bad_health_check_port() -> None:
    """The security groups of service `web` do not let load balancer `web` in on ports 8080, 9000."""
    balancer = _group("balancer")
    _web(balancer.id, _group("tasks", _from(8080, balancer)).id, health="9000")


def bad_no_way_out() -> None:
    """The security groups of load balancer `web` do not let it out to service `web` on port 8080."""
    balancer = _group("balancer", out=False)
    _web(balancer.id, _group("tasks", _from(8080, balancer)).id)


def bad_inside_component() -> None:
    """The security groups of service `web` do not let load balancer `web` in on port 8080."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    balancer, tasks = _group("balancer", opts=inside), _group("tasks", opts=inside)
    aws.vpc.SecurityGroupIngressRule(
        "in",
        security_group_id=balancer.id,
        referenced_security_group_id=balancer.id,
        ip_protocol="tcp",
        from_port=8080,
        to_port=8080,
        opts=inside,
    )
    _web(balancer.id, tasks.id, opts=inside)


def unknown_groups_of_another_stack() -> None:
    """Its security groups, those of its load balancer, and the ports between them"""
    _web("sg-0123456789abcdef0", "sg-0123456789abcdef1")

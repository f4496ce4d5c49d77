"""Programs that keep and break BALANCER-007, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff"


def _behind(
    group: aws.lb.TargetGroup,
    *,
    idle: int | None,
    default: bool = True,
    kind: str = "application",
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    balancer = aws.lb.LoadBalancer(
        "web", load_balancer_type=kind, subnets=["subnet-1", "subnet-2"], idle_timeout=idle, opts=opts
    )
    forward = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=group.arn)
    closed = aws.lb.ListenerDefaultActionArgs(
        type="fixed-response", fixed_response=aws.lb.ListenerDefaultActionFixedResponseArgs(content_type="text/plain")
    )
    protocol = "TCP" if kind == "network" else "HTTP"
    actions = [forward if default else closed]
    listener = aws.lb.Listener(
        "web", load_balancer_arn=balancer.arn, port=80, protocol=protocol, default_actions=actions, opts=opts
    )
    if not default:
        rest = aws.lb.ListenerRuleConditionPathPatternArgs(values=["/*"])
        aws.lb.ListenerRule(
            "web",
            listener_arn=listener.arn,
            priority=1,
            conditions=[aws.lb.ListenerRuleConditionArgs(path_pattern=rest)],
            actions=[aws.lb.ListenerRuleActionArgs(type="forward", target_group_arn=group.arn)],
            opts=opts,
        )


def _group(opts: pulumi.ResourceOptions | None = None) -> aws.lb.TargetGroup:
    return aws.lb.TargetGroup("web", name="web", port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1", opts=opts)


def _service(group_arn: pulumi.Input[str], seconds: str | None, tags: dict[str, str] | None = None) -> None:
    variables = [{"name": "KEEP_ALIVE_SECONDS", "value": seconds}] if seconds else []
    container = {"name": "app", "image": "web:1", "environment": variables, "portMappings": [{"containerPort": 80}]}
    task = aws.ecs.TaskDefinition(
        "web", family="web", network_mode="awsvpc", container_definitions=json.dumps([container]), tags=tags
    )
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group_arn, container_name="app", container_port=80)
    network = aws.ecs.ServiceNetworkConfigurationArgs(subnets=["subnet-1"])
    aws.ecs.Service("web", task_definition=task.arn, load_balancers=[attached], network_configuration=network)


def good_longer() -> None:
    """The server keeps connections for 65 s, the load balancer for 60 s."""
    group = _group()
    _behind(group, idle=60)
    _service(group.arn, "65")


def good_declared_by_a_tag() -> None:
    """The tag of the task definition says it."""
    group = _group()
    _behind(group, idle=30)
    _service(group.arn, None, {"KEEP_ALIVE_SECONDS": "35"})


def good_network() -> None:
    """A Network Load Balancer sends no requests of its own on a connection."""
    group = aws.lb.TargetGroup("web", port=80, protocol="TCP", target_type="ip", vpc_id="vpc-1")
    _behind(group, idle=None, kind="network")
    _service(group.arn, "5")


def bad_default_of_the_load_balancer() -> None:
    """Service `web` closes silent connections after 5 s, load balancer `web` after 60 s: the service must be the slower
    one."""
    group = _group()
    _behind(group, idle=None)
    _service(group.arn, "5")


def bad_by_a_listener_rule() -> None:
    """Service `web` closes silent connections after 60 s, load balancer `web` after 60 s: the service must be the
    slower one."""
    group = _group()
    _behind(group, idle=60, default=False)
    _service(group.arn, "60")


def bad_by_literal_arn() -> None:
    """Service `web` closes silent connections after 5 s, load balancer `web` after 60 s: the service must be the slower
    one."""
    _behind(_group(), idle=60)
    _service(GROUP, "5")


def bad_declared_by_a_tag() -> None:
    """Service `web` closes silent connections after 5 s, load balancer `web` after 120 s: the service must be the
    slower one."""
    group = _group()
    _behind(group, idle=120)
    _service(group.arn, None, {"KEEP_ALIVE_SECONDS": "5"})


def bad_inside_component() -> None:
    """Service `web` closes silent connections after 5 s, load balancer `web` after 60 s: the service must be the slower
    one."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    group = _group(inside)
    _behind(group, idle=60, opts=inside)
    _service(group.arn, "5")


def unknown_undeclared() -> None:
    """How long its server keeps a silent connection open: declare KEEP_ALIVE_SECONDS"""
    group = _group()
    _behind(group, idle=60)
    _service(group.arn, None)


def unknown_load_balancer_of_another_stack() -> None:
    """The idle timeout of its load balancer"""
    _service(GROUP, "65")

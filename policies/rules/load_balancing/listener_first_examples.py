"""Programs that keep and break BALANCER-022, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

NOT_FOUND = aws.lb.ListenerDefaultActionArgs(
    type="fixed-response",
    fixed_response=aws.lb.ListenerDefaultActionFixedResponseArgs(content_type="text/plain", status_code="404"),
)


def _group(opts: pulumi.ResourceOptions | None = None) -> aws.lb.TargetGroup:
    return aws.lb.TargetGroup("web", name="web", port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1", opts=opts)


def _listener(action: aws.lb.ListenerDefaultActionArgs, opts: pulumi.ResourceOptions | None = None) -> aws.lb.Listener:
    balancer = aws.lb.LoadBalancer("web", subnets=["subnet-1", "subnet-2"], opts=opts)
    return aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=80, default_actions=[action], opts=opts)


def _forward(group: aws.lb.TargetGroup) -> aws.lb.ListenerDefaultActionArgs:
    return aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=group.arn)


def _rule(listener: aws.lb.Listener, group: aws.lb.TargetGroup) -> aws.lb.ListenerRule:
    rest = aws.lb.ListenerRuleConditionPathPatternArgs(values=["/*"])
    return aws.lb.ListenerRule(
        "web",
        listener_arn=listener.arn,
        conditions=[aws.lb.ListenerRuleConditionArgs(path_pattern=rest)],
        actions=[aws.lb.ListenerRuleActionArgs(type="forward", target_group_arn=group.arn)],
    )


def _service(group_arn: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group_arn, container_name="app", container_port=80)
    aws.ecs.Service("web", load_balancers=[attached], opts=opts)


def good_depends_on_listener() -> None:
    """The service waits for the listener."""
    group = _group()
    _service(group.arn, pulumi.ResourceOptions(depends_on=[_listener(_forward(group))]))


def good_depends_on_rule() -> None:
    """The service waits for the rule."""
    group = _group()
    _service(group.arn, pulumi.ResourceOptions(depends_on=[_rule(_listener(NOT_FOUND), group)]))


def good_listener_of_another_stack() -> None:
    """Nothing here sends requests to the target group."""
    _service(_group().arn)


def good_component_of_awsx() -> None:
    """What comes out of such a component is there only when its listener is."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("awsx:lb:ApplicationLoadBalancer", "web"))
    group = _group(inside)
    _listener(_forward(group), inside)
    _service(group.arn)


def bad_default_action() -> None:
    """Service `web` may be made before listener `web`, which its target group needs."""
    group = _group()
    _listener(_forward(group))
    _service(group.arn)


def bad_rule() -> None:
    """Service `web` may be made before listener rule `web`, which its target group needs."""
    group = _group()
    listener = _listener(NOT_FOUND)
    _rule(listener, group)
    _service(group.arn, pulumi.ResourceOptions(depends_on=[listener]))


def bad_by_literal_arn() -> None:
    """Service `web` may be made before listener `web`, which its target group needs."""
    _listener(_forward(_group()))
    _service("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff")


def bad_inside_component() -> None:
    """Service `web` may be made before listener `web`, which its target group needs."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    group = _group(inside)
    _listener(_forward(group), inside)
    _service(group.arn, inside)

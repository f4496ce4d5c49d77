"""Programs that keep and break BALANCER-017, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

OUTSIDE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/0467ef3c8400ae65"
GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff"


def _listener(name: str, opts: pulumi.ResourceOptions | None = None) -> pulumi.Output[str]:
    not_found = aws.lb.ListenerDefaultActionArgs(
        type="fixed-response", fixed_response=aws.lb.ListenerDefaultActionFixedResponseArgs(content_type="text/plain")
    )
    balancer = aws.lb.LoadBalancer(name, subnets=["subnet-1", "subnet-2"], opts=opts)
    return aws.lb.Listener(name, load_balancer_arn=balancer.arn, port=80, default_actions=[not_found], opts=opts).arn


def _rule(
    path: str, priority: int | None, listener: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None
) -> None:
    pattern = aws.lb.ListenerRuleConditionPathPatternArgs(values=[f"/{path}/*"])
    aws.lb.ListenerRule(
        path,
        listener_arn=listener,
        priority=priority,
        conditions=[aws.lb.ListenerRuleConditionArgs(path_pattern=pattern)],
        actions=[aws.lb.ListenerRuleActionArgs(type="forward", target_group_arn=GROUP)],
        opts=opts,
    )


def good_different() -> None:
    """Two numbers, and one that the provider chooses."""
    listener = _listener("web")
    _rule("api", 10, listener)
    _rule("admin", 20, listener)
    _rule("rest", None, listener)


def good_two_listeners() -> None:
    """Each listener has priorities of its own."""
    _rule("api", 10, _listener("web"))
    _rule("admin", 10, _listener("admin"))


def bad_twice() -> None:
    """Listener rule `api` has the priority of listener rule `admin`; AWS refuses that on one listener."""
    listener = _listener("web")
    _rule("api", 10, listener)
    _rule("admin", 10, listener)


def bad_on_a_listener_outside() -> None:
    """Listener rule `api` has the priority of listener rule `admin`; AWS refuses that on one listener."""
    _rule("api", 10, OUTSIDE)
    _rule("admin", 10, OUTSIDE)


def bad_inside_component() -> None:
    """Listener rule `api` has the priority of listener rule `admin`; AWS refuses that on one listener."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    listener = _listener("web", inside)
    _rule("api", 10, listener, inside)
    _rule("admin", 10, listener)

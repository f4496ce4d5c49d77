"""Programs that keep and break BALANCER-021, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff"
OUTSIDE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
FORWARD = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=GROUP)


def _redirect(protocol: str) -> aws.lb.ListenerDefaultActionArgs:
    redirect = aws.lb.ListenerDefaultActionRedirectArgs(protocol=protocol, port="443", status_code="HTTP_301")
    return aws.lb.ListenerDefaultActionArgs(type="redirect", redirect=redirect)


def _listener(
    action: aws.lb.ListenerDefaultActionArgs,
    *,
    internal: bool | None = None,
    arn: str | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> aws.lb.Listener:
    balancer = aws.lb.LoadBalancer("web", internal=internal, subnets=["subnet-1", "subnet-2"], opts=opts)
    return aws.lb.Listener(
        "http", load_balancer_arn=arn or balancer.arn, port=80, protocol="HTTP", default_actions=[action], opts=opts
    )


def good_redirect() -> None:
    """Browsers are sent to HTTPS."""
    _listener(_redirect("HTTPS"))


def good_internal() -> None:
    """Only the VPC reaches it."""
    _listener(FORWARD, internal=True)


def bad_forward() -> None:
    """Listener `http` sends requests on that came by plain HTTP from the internet."""
    _listener(FORWARD)


def bad_redirect_to_http() -> None:
    """Listener `http` sends requests on that came by plain HTTP from the internet."""
    _listener(_redirect("HTTP"))


def bad_rule() -> None:
    """Listener rule `api` sends requests on that came by plain HTTP from the internet."""
    aws.lb.ListenerRule(
        "api",
        listener_arn=_listener(_redirect("HTTPS")).arn,
        conditions=[
            aws.lb.ListenerRuleConditionArgs(
                path_pattern=aws.lb.ListenerRuleConditionPathPatternArgs(values=["/api/*"])
            )
        ],
        actions=[aws.lb.ListenerRuleActionArgs(type="forward", target_group_arn=GROUP)],
    )


def bad_inside_component() -> None:
    """Listener `http` sends requests on that came by plain HTTP from the internet."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _listener(FORWARD, internal=False, opts=inside)


def unknown_load_balancer_of_another_stack() -> None:
    """Its protocol, its actions, and whether its load balancer is internal"""
    _listener(FORWARD, internal=True, arn=OUTSIDE.replace("/web/", "/other/"))

"""Programs that keep and break SERVICE-015, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

TRAFFIC = {"longestRequestSeconds": 30}
GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"


def _group(
    delay: int | None, old: bool = False, opts: pulumi.ResourceOptions | None = None
) -> aws.lb.TargetGroup | aws.alb.TargetGroup:
    made = aws.alb.TargetGroup if old else aws.lb.TargetGroup
    return made(
        "web",
        name="web",
        port=8080,
        protocol="HTTP",
        vpc_id="vpc-0123456789abcdef0",
        deregistration_delay=delay,
        opts=opts,
    )


def _service(group: pulumi.Input[str]) -> None:
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        load_balancers=[{"target_group_arn": group, "container_name": "app", "container_port": 8080}],
    )


def good_as_long() -> None:
    """30 s for requests of 30 s."""
    _service(_group(30).arn)


def good_default() -> None:
    """The default of 300 s is longer."""
    _service(_group(None).arn)


def bad_shorter() -> None:
    """Target group `web` waits 5 s for the open requests of a task that leaves, but the longest takes 30 s."""
    _service(_group(5).arn)


def bad_not_at_all() -> None:
    """Target group `web` waits 0 s for the open requests of a task that leaves, but the longest takes 30 s."""
    _service(_group(0, old=True).arn)


def bad_by_literal_arn() -> None:
    """Target group `web` waits 10 s for the open requests of a task that leaves, but the longest takes 30 s."""
    _group(10)
    _service(GROUP)


def bad_inside_component() -> None:
    """Target group `web` waits 29 s for the open requests of a task that leaves, but the longest takes 30 s."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _service(_group(29, opts=pulumi.ResourceOptions(parent=component)).arn)


def unknown_undeclared() -> None:
    """The traffic: declare longestRequestSeconds in SETTINGS.traffic of the policy configuration"""
    _service(_group(5).arn)


def unknown_group_outside() -> None:
    """A target group of it, which is outside the stack"""
    _service(GROUP)

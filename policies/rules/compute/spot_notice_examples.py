"""Programs that keep and break SERVICE-016, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

SPOT = [
    aws.ecs.ServiceCapacityProviderStrategyArgs(capacity_provider="FARGATE", base=2),
    aws.ecs.ServiceCapacityProviderStrategyArgs(capacity_provider="FARGATE_SPOT", weight=1),
]
GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"


def _task(stop: int | None) -> aws.ecs.TaskDefinition:
    app = {"name": "app", "image": "app:1", "portMappings": [{"containerPort": 8080}]}
    return aws.ecs.TaskDefinition(
        "web",
        family="web",
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        container_definitions=json.dumps([app if stop is None else {**app, "stopTimeout": stop}]),
    )


def _group(delay: int | None, opts: pulumi.ResourceOptions | None = None) -> aws.lb.TargetGroup:
    return aws.lb.TargetGroup(
        "web",
        name="web",
        port=8080,
        protocol="HTTP",
        target_type="ip",
        vpc_id="vpc-0123456789abcdef0",
        deregistration_delay=delay,
        opts=opts,
    )


def _service(
    task: pulumi.Input[str],
    group: pulumi.Input[str] | None = None,
    strategy: list[aws.ecs.ServiceCapacityProviderStrategyArgs] | None = None,
) -> None:
    block = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group, container_name="app", container_port=8080)
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition=task,
        desired_count=2,
        capacity_provider_strategies=SPOT if strategy is None else strategy,
        network_configuration={"subnets": ["subnet-1", "subnet-2"]},
        load_balancers=[block] if group is not None else None,
    )


def good_worker() -> None:
    """A worker that uses all of the notice."""
    _service(_task(stop=120).arn)


def good_behind_load_balancer() -> None:
    """30 s to drain, then 60 s to stop."""
    _service(_task(stop=60).arn, _group(30).arn)


def good_on_demand() -> None:
    """On demand nobody takes a task back."""
    on_demand = aws.ecs.ServiceCapacityProviderStrategyArgs(capacity_provider="FARGATE", weight=1)
    _service(_task(stop=None).arn, _group(None).arn, strategy=[on_demand])


def bad_default_stop_timeout() -> None:
    """Container 1 of task definition `web` gets 30 s of Fargate Spot's notice of 120 s, the default, as it sets no
    stopTimeout (service `web`)."""
    _service(_task(stop=None).arn)


def bad_long_drain() -> None:
    """Service `web` may lose tasks on Fargate Spot 120 s after the notice, but target group `web` drains for 60 s, and
    container 1 of task definition `web` has 90 s to stop after that."""
    _service(_task(stop=90).arn, _group(60).arn)


def bad_default_drain() -> None:
    """Service `web` may lose tasks on Fargate Spot 120 s after the notice, but target group `web` drains for 300 s, and
    container 1 of task definition `web` has 30 s to stop after that."""
    _service(_task(stop=30).arn, _group(None).arn)


def bad_by_literal_names() -> None:
    """Service `web` may lose tasks on Fargate Spot 120 s after the notice, but target group `web` drains for 110 s, and
    container 1 of task definition `web` has 30 s to stop after that."""
    _task(stop=30)
    _group(110)
    _service("web", GROUP)


def bad_inside_component() -> None:
    """Service `web` may lose tasks on Fargate Spot 120 s after the notice, but target group `web` drains for 110 s, and
    container 1 of task definition `web` has 30 s to stop after that."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _service(_task(stop=30).arn, _group(110, opts=pulumi.ResourceOptions(parent=component)).arn)


def unknown_task_outside() -> None:
    """Its task definition, which is outside the stack"""
    _service("web-of-another-stack")

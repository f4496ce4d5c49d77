"""Programs that keep and break SERVICE-013, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"


def _group(
    interval: int | None = 15, threshold: int | None = None, opts: pulumi.ResourceOptions | None = None
) -> aws.lb.TargetGroup:
    check = aws.lb.TargetGroupHealthCheckArgs(interval=interval, unhealthy_threshold=threshold, path="/health")
    return aws.lb.TargetGroup(
        "web",
        name="web",
        port=8080,
        protocol="HTTP",
        target_type="ip",
        vpc_id="vpc-0123456789abcdef0",
        health_check=check if interval else None,
        opts=opts,
    )


def _service(group: pulumi.Input[str], grace: int | None, start: int | None = 60) -> None:
    app = {"name": "app", "image": "app:1", "portMappings": [{"containerPort": 8080}]}
    health = {"command": ["CMD-SHELL", "curl -f localhost:8080"], "startPeriod": start}
    agent = {"name": "agent", "image": "agent:1", "healthCheck": {"command": ["CMD", "up"], "startPeriod": 300}}
    containers = json.dumps([{**app, "healthCheck": health} if start is not None else app, agent])
    task = aws.ecs.TaskDefinition("web", family="web", network_mode="awsvpc", container_definitions=containers)
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition=task.arn,
        desired_count=2,
        health_check_grace_period_seconds=grace,
        network_configuration={"subnets": ["subnet-1", "subnet-2"]},
        load_balancers=[{"target_group_arn": group, "container_name": "app", "container_port": 8080}],
    )


def good_grace_period() -> None:
    """90 s cover the 60 s that the container may take."""
    _service(_group().arn, grace=90)


def good_patient_target_group() -> None:
    """The target group gives a task up after 3 x 30 s, its defaults; the container may take 60 s."""
    _service(_group(interval=None).arn, grace=None)


def good_no_start_period() -> None:
    """The container does not say that it takes long."""
    _service(_group().arn, grace=None, start=None)


def bad_no_grace_period() -> None:
    """Container 1 of task definition `web` may take 60 s to start (startPeriod), but service `web` ignores failed
    health checks for 0 s, and target group `web` gives a task up after 45 s."""
    _service(_group().arn, grace=None)


def bad_short_grace_period() -> None:
    """Container 1 of task definition `web` may take 120 s to start (startPeriod), but service `web` ignores failed
    health checks for 60 s, and target group `web` gives a task up after 20 s."""
    _service(_group(interval=10, threshold=2).arn, grace=60, start=120)


def bad_by_literal_arn() -> None:
    """Container 1 of task definition `web` may take 60 s to start (startPeriod), but service `web` ignores failed
    health checks for 0 s, and target group `web` gives a task up after 45 s."""
    _group()
    _service(GROUP, grace=0)


def bad_old_token() -> None:
    """Container 1 of task definition `web` may take 60 s to start (startPeriod), but service `web` ignores failed
    health checks for 0 s, and target group `web` gives a task up after 30 s."""
    group = aws.alb.TargetGroup(
        "web",
        port=8080,
        protocol="HTTP",
        target_type="ip",
        vpc_id="vpc-0123456789abcdef0",
        health_check={"interval": 10},
    )
    _service(group.arn, grace=None)


def bad_inside_component() -> None:
    """Container 1 of task definition `web` may take 60 s to start (startPeriod), but service `web` ignores failed
    health checks for 0 s, and target group `web` gives a task up after 45 s."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _service(_group(opts=pulumi.ResourceOptions(parent=component)).arn, grace=None)


def unknown_group_outside() -> None:
    """A target group of it, which is outside the stack"""
    _service(GROUP, grace=None)

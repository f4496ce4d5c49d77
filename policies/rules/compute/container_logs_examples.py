"""Programs that keep and break SERVICE-027. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

CLOUDWATCH = {
    "logDriver": "awslogs",
    "options": {"awslogs-group": "/ecs/web", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "ecs"},
}


def _task(*settings: dict[str, object], opts: pulumi.ResourceOptions | None = None) -> None:
    containers = [{"name": f"app{number}", "image": "app:1", **own} for number, own in enumerate(settings)]
    aws.ecs.TaskDefinition("web", family="web", container_definitions=json.dumps(containers), opts=opts)


def good_cloudwatch() -> None:
    """Lines go to CloudWatch."""
    _task({"logConfiguration": CLOUDWATCH})


def bad_nothing() -> None:
    """Container 1 of task definition `web` sends its log nowhere (logConfiguration)."""
    _task({})


def bad_second_container() -> None:
    """Container 2 of task definition `web` sends its log nowhere (logConfiguration)."""
    _task({"logConfiguration": CLOUDWATCH}, {"logConfiguration": {"logDriver": "none"}})


def bad_inside_component() -> None:
    """Container 1 of task definition `web` sends its log nowhere (logConfiguration)."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task({}, opts=pulumi.ResourceOptions(parent=component))

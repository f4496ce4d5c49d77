"""Programs that keep and break SERVICE-009. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _task(stop: object, kind: str = "FARGATE", opts: pulumi.ResourceOptions | None = None) -> None:
    container = {"name": "app", "image": "app:1", "memory": 512, "stopTimeout": stop}
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=[kind],
        container_definitions=json.dumps([container]),
        opts=opts,
    )


def good_longest() -> None:
    """The longest that Fargate waits."""
    _task(120)


def good_on_instances() -> None:
    """An instance's agent waits as long as it is told."""
    _task(600, kind="EC2")


def bad_too_long() -> None:
    """Container 1 of task definition `web` asks for 300 s to stop (stopTimeout), Fargate waits 120 s at most."""
    _task(300)


def bad_as_text() -> None:
    """Container 1 of task definition `web` asks for 121 s to stop (stopTimeout), Fargate waits 120 s at most."""
    _task("121")


def bad_inside_component() -> None:
    """Container 1 of task definition `web` asks for 900 s to stop (stopTimeout), Fargate waits 120 s at most."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task(900, opts=pulumi.ResourceOptions(parent=component))

"""Programs that keep and break SERVICE-004. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _task(mapping: dict[str, object], *, mode: str | None = "awsvpc", kinds: list[str] | None = None) -> None:
    containers = json.dumps([{"name": "app", "image": "app:1", "memory": 512, "portMappings": [mapping]}])
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        network_mode=mode,
        requires_compatibilities=kinds,
        cpu="256",
        memory="512",
        container_definitions=containers,
    )


def good_left_out() -> None:
    """The host's port is left out."""
    _task({"containerPort": 8080, "protocol": "tcp"})


def good_repeated() -> None:
    """The host's port is the container's."""
    _task({"containerPort": 8080, "hostPort": 8080}, kinds=["FARGATE"])


def good_in_bridge_mode() -> None:
    """In bridge mode an instance's port leads to the container's."""
    _task({"containerPort": 8080, "hostPort": 80}, mode="bridge")


def bad_other_port() -> None:
    """Container 1 of task definition `web` maps port 8080 to port 80 of its host (hostPort), but with its own address
    it has none."""
    _task({"containerPort": 8080, "hostPort": 80})


def bad_as_text() -> None:
    """Container 1 of task definition `web` maps port 8080 to port 80 of its host (hostPort), but with its own address
    it has none."""
    _task({"containerPort": 8080, "hostPort": "80"}, kinds=["FARGATE"])


def bad_inside_component() -> None:
    """Container 1 of task definition `web` maps port 8080 to port 80 of its host (hostPort), but with its own address
    it has none."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    containers = '[{"name": "app", "image": "app:1", "portMappings": [{"containerPort": 8080, "hostPort": 80}]}]'
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        network_mode="awsvpc",
        container_definitions=containers,
        opts=pulumi.ResourceOptions(parent=component),
    )

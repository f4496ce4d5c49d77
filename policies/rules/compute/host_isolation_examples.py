"""Programs that keep and break SERVICE-024. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _containers(**settings: object) -> str:
    return json.dumps([{"name": "app", "image": "app:1", "memory": 512, **settings}])


def good_own_network() -> None:
    """Tasks of their own."""
    aws.ecs.TaskDefinition("web", family="web", network_mode="awsvpc", container_definitions=_containers())


def good_said_explicitly() -> None:
    """What is false is as good as what is not said."""
    aws.ecs.TaskDefinition("web", family="web", pid_mode="task", container_definitions=_containers(privileged=False))


def bad_privileged() -> None:
    """Container 1 of task definition `web` has all the rights of its host (privileged)."""
    aws.ecs.TaskDefinition("web", family="web", container_definitions=_containers(privileged=True))


def bad_network() -> None:
    """Task definition `web` shares the network of its host (networkMode)."""
    aws.ecs.TaskDefinition("web", family="web", network_mode="host", container_definitions=_containers())


def bad_processes() -> None:
    """Task definition `web` shares the processes of its host (pidMode)."""
    aws.ecs.TaskDefinition("web", family="web", pid_mode="host", container_definitions=_containers())


def bad_memory_inside_component() -> None:
    """Task definition `web` shares the shared memory of its host (ipcMode)."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        ipc_mode="host",
        container_definitions=_containers(),
        opts=pulumi.ResourceOptions(parent=component),
    )

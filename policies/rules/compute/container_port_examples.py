"""Programs that keep and break SERVICE-003, in the spellings of users. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"


def _task(*containers: dict[str, Any], opts: pulumi.ResourceOptions | None = None) -> aws.ecs.TaskDefinition:
    return aws.ecs.TaskDefinition(
        "web", family="web", network_mode="awsvpc", container_definitions=json.dumps(containers), opts=opts
    )


def _service(task: pulumi.Input[str], container: str, port: int) -> None:
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition=task,
        desired_count=2,
        network_configuration={"subnets": ["subnet-1", "subnet-2"]},
        load_balancers=[{"target_group_arn": GROUP, "container_name": container, "container_port": port}],
    )


def _container(name: str, *ports: int) -> dict[str, Any]:
    return {"name": name, "image": f"{name}:1", "portMappings": [{"containerPort": port} for port in ports]}


def good_second_port_of_second_container() -> None:
    """The container is found by its name, whatever its place."""
    _service(_task(_container("agent", 4317), _container("app", 9090, 8080)).arn, "app", 8080)


def good_no_load_balancer() -> None:
    """A worker gets no requests."""
    task = _task(_container("worker"))
    network = aws.ecs.ServiceNetworkConfigurationArgs(subnets=["subnet-1", "subnet-2"])
    aws.ecs.Service("worker", cluster="main", task_definition=task.arn, desired_count=2, network_configuration=network)


def bad_other_name() -> None:
    """Block 1 of loadBalancers of service `web` names no container of task definition `web`."""
    _service(_task(_container("app", 8080)).arn, "web", 8080)


def bad_other_port() -> None:
    """Block 1 of loadBalancers of service `web` sends requests to port 80, on which its container in task definition
    `web` does not listen (portMappings)."""
    _service(_task(_container("app", 8080)).arn, "app", 80)


def bad_port_of_another_container() -> None:
    """Block 1 of loadBalancers of service `web` sends requests to port 4317, on which its container in task definition
    `web` does not listen (portMappings)."""
    _service(_task(_container("app", 8080), _container("agent", 4317)).arn, "app", 4317)


def bad_no_ports() -> None:
    """Block 1 of loadBalancers of service `web` sends requests to port 8080, on which its container in task definition
    `web` does not listen (portMappings)."""
    _service(_task({"name": "app", "image": "app:1"}).arn, "app", 8080)


def bad_by_family() -> None:
    """Block 1 of loadBalancers of service `web` names no container of task definition `web`."""
    _task(_container("app", 8080))
    _service("web:7", "web", 8080)


def bad_by_concatenated_family() -> None:
    """Block 1 of loadBalancers of service `web` names no container of task definition `web`."""
    task = _task(_container("app", 8080))
    _service(pulumi.Output.concat(task.family, ":", task.revision.apply(str)), "web", 8080)


def bad_inside_component() -> None:
    """Block 1 of loadBalancers of service `web` names no container of task definition `web`."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    task = _task(_container("app", 8080), opts=pulumi.ResourceOptions(parent=component))
    _service(task.arn, "web", 8080)


def unknown_task_outside() -> None:
    """Its task definition, which is outside the stack"""
    _service("arn:aws:ecs:us-east-1:123456789012:task-definition/web:7", "app", 8080)

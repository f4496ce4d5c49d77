"""Programs that keep and break SERVICE-028, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _cluster(
    logging: str | None, group: pulumi.Input[str] | None = None, parent: pulumi.Resource | None = None
) -> aws.ecs.Cluster:
    place = aws.ecs.ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs(
        cloud_watch_log_group_name=group
    )
    sessions = aws.ecs.ClusterConfigurationExecuteCommandConfigurationArgs(
        logging=logging, log_configuration=place if group is not None else None
    )
    return aws.ecs.Cluster(
        "main",
        name="main",
        configuration=aws.ecs.ClusterConfigurationArgs(execute_command_configuration=sessions) if logging else None,
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _service(cluster: pulumi.Input[str], driver: str = "awsfirelens", sessions: bool | None = True) -> None:
    containers = json.dumps([{"name": "app", "image": "app:1", "logConfiguration": {"logDriver": driver}}])
    task = aws.ecs.TaskDefinition("web", family="web", container_definitions=containers)
    aws.ecs.Service("web", cluster=cluster, task_definition=task.arn, desired_count=2, enable_execute_command=sessions)


def good_log_group() -> None:
    """Sessions go to a log group of their own."""
    group = aws.cloudwatch.LogGroup("sessions", name="/ecs/sessions")
    _service(_cluster("OVERRIDE", group.name).arn)


def good_driver() -> None:
    """By default sessions go where the container's lines go."""
    _service(_cluster(None).arn, driver="awslogs")


def good_no_sessions() -> None:
    """Nobody may open a session."""
    _service(_cluster("NONE").arn, sessions=None)


def bad_none() -> None:
    """Service `web` allows sessions in its containers, which cluster `main` does not record
    (executeCommandConfiguration)."""
    _service(_cluster("NONE").arn, driver="awslogs")


def bad_default_without_driver() -> None:
    """Service `web` allows sessions in its containers, which cluster `main` does not record
    (executeCommandConfiguration)."""
    _service(_cluster(None).id)


def bad_override_without_place() -> None:
    """Service `web` allows sessions in its containers, which cluster `main` does not record
    (executeCommandConfiguration)."""
    _service(_cluster("OVERRIDE").name)


def bad_by_literal_name() -> None:
    """Service `web` allows sessions in its containers, which cluster `main` does not record
    (executeCommandConfiguration)."""
    _cluster("NONE")
    _service("main")


def bad_inside_component() -> None:
    """Service `web` allows sessions in its containers, which cluster `main` does not record
    (executeCommandConfiguration)."""
    component = pulumi.ComponentResource("shop:index:Cluster", "shop")
    _service(_cluster("NONE", parent=component).arn)


def unknown_cluster_outside() -> None:
    """How its cluster records sessions, which is not surely in the stack"""
    _service("arn:aws:ecs:us-east-1:123456789012:cluster/shared")

"""Programs that keep and break SERVICE-005, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

NETWORK = aws.ecs.ServiceNetworkConfigurationArgs(subnets=["subnet-1", "subnet-2"])


def _task(kinds: list[str] | None, mode: str = "awsvpc") -> aws.ecs.TaskDefinition:
    return aws.ecs.TaskDefinition(
        "web",
        family="web",
        cpu="256",
        memory="512",
        network_mode=mode,
        requires_compatibilities=kinds,
        container_definitions="[]",
    )


def good_launch_type() -> None:
    """All three are as Fargate wants them."""
    task = _task(["FARGATE"])
    aws.ecs.Service(
        "web",
        cluster="main",
        launch_type="FARGATE",
        task_definition=task.arn,
        desired_count=2,
        network_configuration=NETWORK,
    )


def good_on_instances() -> None:
    """On EC2 instances, in bridge mode, none of it is needed."""
    task = _task(None, mode="bridge")
    aws.ecs.Service("web", cluster="main", launch_type="EC2", task_definition=task.arn, desired_count=2)


def bad_not_registered() -> None:
    """Service `web` runs on Fargate, for which task definition `web` is not registered (requiresCompatibilities)."""
    task = _task(["EC2"])
    aws.ecs.Service(
        "web",
        cluster="main",
        launch_type="FARGATE",
        task_definition=task.arn,
        desired_count=2,
        network_configuration=NETWORK,
    )


def bad_by_capacity_provider_and_family() -> None:
    """Service `web` runs on Fargate, for which task definition `web` is not registered (requiresCompatibilities)."""
    _task(["EC2"])
    aws.ecs.Service(
        "web",
        cluster="main",
        capacity_provider_strategies=[{"capacity_provider": "FARGATE", "weight": 1}],
        task_definition="web",
        desired_count=2,
        network_configuration=NETWORK,
    )


def bad_by_default_of_cluster() -> None:
    """Service `web` runs on Fargate, for which task definition `web` is not registered (requiresCompatibilities)."""
    cluster = aws.ecs.Cluster("main")
    aws.ecs.ClusterCapacityProviders(
        "main",
        cluster_name=cluster.name,
        capacity_providers=["FARGATE"],
        default_capacity_provider_strategies=[{"capacity_provider": "FARGATE", "weight": 1}],
    )
    _on(cluster, _task(["EC2"]))


def _on(cluster: aws.ecs.Cluster, task: aws.ecs.TaskDefinition) -> None:
    aws.ecs.Service(
        "web", cluster=cluster.arn, task_definition=task.arn, desired_count=2, network_configuration=NETWORK
    )


def bad_network_mode() -> None:
    """Service `web` runs on Fargate, but the network mode of task definition `web` is not awsvpc."""
    task = _task(["FARGATE"], mode="bridge")
    aws.ecs.Service(
        "web",
        cluster="main",
        launch_type="FARGATE",
        task_definition=task.arn,
        desired_count=2,
        network_configuration=NETWORK,
    )


def bad_no_subnets() -> None:
    """Service `web` gives each task an address of its own, but names no subnets (networkConfiguration)."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    task = _task(["FARGATE"])
    aws.ecs.Service(
        "web",
        cluster="main",
        launch_type="FARGATE",
        task_definition=task.arn,
        desired_count=2,
        opts=pulumi.ResourceOptions(parent=component),
    )


def unknown_task_outside() -> None:
    """Its task definition, which is outside the stack"""
    aws.ecs.Service(
        "web",
        cluster="main",
        launch_type="FARGATE",
        task_definition="web-of-another-stack:3",
        desired_count=2,
        network_configuration=NETWORK,
    )

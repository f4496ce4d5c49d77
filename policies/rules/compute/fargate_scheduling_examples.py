"""Programs that keep and break SERVICE-006, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

NETWORK = aws.ecs.ServiceNetworkConfigurationArgs(subnets=["subnet-1", "subnet-2"])


def _task() -> aws.ecs.TaskDefinition:
    return aws.ecs.TaskDefinition(
        "agent",
        family="agent",
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE", "EC2"],
        container_definitions="[]",
    )


def good_replicas() -> None:
    """The default: a number of tasks."""
    aws.ecs.Service(
        "agent",
        cluster="main",
        launch_type="FARGATE",
        task_definition=_task().arn,
        desired_count=2,
        network_configuration=NETWORK,
    )


def good_daemon_on_instances() -> None:
    """One task on each instance."""
    aws.ecs.Service(
        "agent",
        cluster="main",
        launch_type="EC2",
        task_definition=_task().arn,
        scheduling_strategy="DAEMON",
        network_configuration=NETWORK,
    )


def bad_by_launch_type() -> None:
    """Service `agent` is scheduled as one task an instance (DAEMON), but runs on Fargate, which has none."""
    aws.ecs.Service(
        "agent",
        cluster="main",
        launch_type="FARGATE",
        task_definition=_task().arn,
        scheduling_strategy="DAEMON",
        network_configuration=NETWORK,
    )


def bad_by_capacity_provider() -> None:
    """Service `agent` is scheduled as one task an instance (DAEMON), but runs on Fargate, which has none."""
    aws.ecs.Service(
        "agent",
        cluster="main",
        capacity_provider_strategies=[{"capacity_provider": "FARGATE_SPOT", "weight": 1}],
        task_definition=_task().arn,
        scheduling_strategy="DAEMON",
        network_configuration=NETWORK,
    )


def bad_by_default_of_cluster_in_component() -> None:
    """Service `agent` is scheduled as one task an instance (DAEMON), but runs on Fargate, which has none."""
    component = pulumi.ComponentResource("shop:index:Cluster", "shop")
    cluster = aws.ecs.Cluster("main", opts=pulumi.ResourceOptions(parent=component))
    aws.ecs.ClusterCapacityProviders(
        "main",
        cluster_name=cluster.name,
        capacity_providers=["FARGATE"],
        default_capacity_provider_strategies=[{"capacity_provider": "FARGATE", "weight": 1}],
        opts=pulumi.ResourceOptions(parent=component),
    )
    _daemon(cluster.id)


def _daemon(cluster: pulumi.Input[str]) -> None:
    aws.ecs.Service(
        "agent",
        cluster=cluster,
        task_definition=_task().arn,
        scheduling_strategy="DAEMON",
        network_configuration=NETWORK,
    )


def unknown_cluster_outside() -> None:
    """Whether it runs on Fargate, and its scheduling strategy"""
    _daemon("arn:aws:ecs:us-east-1:123456789012:cluster/main")

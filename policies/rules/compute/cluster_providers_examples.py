"""Programs that keep and break SERVICE-011, in the spellings of users. The text of a bad one is what it is told."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

GROUP = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0123:autoScalingGroupName/machines"


def _cluster(*providers: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> aws.ecs.Cluster:
    cluster = aws.ecs.Cluster("main", name="main", opts=opts)
    aws.ecs.ClusterCapacityProviders("main", cluster_name=cluster.name, capacity_providers=list(providers), opts=opts)
    return cluster


def _service(cluster: pulumi.Input[str], *providers: pulumi.Input[str]) -> None:
    shares: Sequence[aws.ecs.ServiceCapacityProviderStrategyArgs] = [
        aws.ecs.ServiceCapacityProviderStrategyArgs(capacity_provider=provider, weight=1) for provider in providers
    ]
    aws.ecs.Service("web", cluster=cluster, task_definition="web", desired_count=2, capacity_provider_strategies=shares)


def _machines() -> aws.ecs.CapacityProvider:
    return aws.ecs.CapacityProvider("machines", auto_scaling_group_provider={"auto_scaling_group_arn": GROUP})


def good_attached() -> None:
    """Both of Fargate's providers are attached."""
    _service(_cluster("FARGATE", "FARGATE_SPOT").arn, "FARGATE", "FARGATE_SPOT")


def good_own_provider() -> None:
    """A provider of one's own, by its name."""
    machines = _machines()
    _service(_cluster(machines.name).arn, machines.name)


def good_launch_type() -> None:
    """A launch type needs no capacity provider."""
    cluster = aws.ecs.Cluster("main")
    aws.ecs.Service("web", cluster=cluster.arn, task_definition="web", desired_count=2, launch_type="FARGATE")


def bad_not_attached() -> None:
    """Service `web` asks for the capacity provider of item 2 of its strategy, which is not attached to cluster
    `main`."""
    _service(_cluster("FARGATE").arn, "FARGATE", "FARGATE_SPOT")


def bad_new_cluster() -> None:
    """Service `web` asks for the capacity provider of item 1 of its strategy, which is not attached to cluster
    `main`."""
    _service(aws.ecs.Cluster("main").id, "FARGATE")


def bad_by_literal_name() -> None:
    """Service `web` asks for the capacity provider of item 1 of its strategy, which is not attached to cluster
    `main`."""
    _cluster("FARGATE_SPOT")
    _service("arn:aws:ecs:us-east-1:123456789012:cluster/main", "FARGATE")


def bad_own_provider() -> None:
    """Service `web` asks for the capacity provider of item 1 of its strategy, which is not attached to cluster
    `main`."""
    _service(_cluster("FARGATE").name, _machines().name)


def bad_inside_component() -> None:
    """Service `web` asks for the capacity provider of item 1 of its strategy, which is not attached to cluster
    `main`."""
    component = pulumi.ComponentResource("shop:index:Cluster", "shop")
    _service(_cluster("FARGATE", opts=pulumi.ResourceOptions(parent=component)).arn, "FARGATE_SPOT")


def unknown_cluster_outside() -> None:
    """The capacity providers of its cluster, which is not surely in the stack"""
    _service("arn:aws:ecs:us-east-1:123456789012:cluster/shared", "FARGATE")

"""Programs that keep and break SERVICE-030. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_enhanced() -> None:
    """Metrics down to the container."""
    aws.ecs.Cluster("main", settings=[{"name": "containerInsights", "value": "enhanced"}])


def good_enabled() -> None:
    """Metrics of cluster, service and task."""
    aws.ecs.Cluster("main", settings=[{"name": "containerInsights", "value": "enabled"}])


def bad_not_set() -> None:
    """Cluster `main` has no Container Insights (settings)."""
    aws.ecs.Cluster("main")


def bad_disabled() -> None:
    """Cluster `main` has no Container Insights (settings)."""
    aws.ecs.Cluster("main", settings=[{"name": "containerInsights", "value": "disabled"}])


def bad_inside_component() -> None:
    """Cluster `main` has no Container Insights (settings)."""
    component = pulumi.ComponentResource("shop:index:Cluster", "shop")
    aws.ecs.Cluster("main", opts=pulumi.ResourceOptions(parent=component))

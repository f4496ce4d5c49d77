"""Programs that keep and break SERVICE-020, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _service(
    tasks: int, percent: int | None, *, controller: str | None = None, opts: pulumi.ResourceOptions | None = None
) -> aws.ecs.Service:
    return aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=tasks,
        deployment_minimum_healthy_percent=percent,
        deployment_controller={"type": controller} if controller else None,
        opts=opts,
    )


def good_default() -> None:
    """100 percent, so new tasks are started first."""
    _service(2, None)


def good_half_of_many() -> None:
    """Of eight tasks four stay."""
    _service(8, 50)


def good_other_controller() -> None:
    """CodeDeploy keeps all old tasks until the traffic has moved."""
    _service(2, 50, controller="CODE_DEPLOY")


def bad_half_of_two() -> None:
    """Service `web` may run 1 of 2 tasks during a deployment: 50 percent of 2 (deploymentMinimumHealthyPercent)."""
    _service(2, 50)


def bad_none() -> None:
    """Service `web` may run 0 of 2 tasks during a deployment: 0 percent of 3 (deploymentMinimumHealthyPercent)."""
    _service(3, 0)


def bad_scaled() -> None:
    """Service `web` may run 1 of 2 tasks during a deployment: 33 percent of 3 (deploymentMinimumHealthyPercent)."""
    service = _service(20, 33)
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=pulumi.Output.concat("service/main/", service.name),
        min_capacity=3,
        max_capacity=50,
    )


def bad_inside_component() -> None:
    """Service `web` may run 1 of 2 tasks during a deployment: 50 percent of 2 (deploymentMinimumHealthyPercent)."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _service(2, 50, opts=pulumi.ResourceOptions(parent=component))


def unknown_number_of_tasks() -> None:
    """How many tasks it keeps, and its deploymentMinimumHealthyPercent"""
    _service(2, 50, opts=pulumi.ResourceOptions(ignore_changes=["desiredCount"]))

"""Programs that keep and break SERVICE-021, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _service(
    tasks: int, most: int | None, least: int | None, opts: pulumi.ResourceOptions | None = None
) -> aws.ecs.Service:
    return aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=tasks,
        deployment_maximum_percent=most,
        deployment_minimum_healthy_percent=least,
        opts=opts,
    )


def good_default() -> None:
    """All tasks may exist twice."""
    _service(2, None, None)


def good_stops_first() -> None:
    """One of two tasks is stopped before the new one is started."""
    _service(2, 100, 50)


def good_daemon() -> None:
    """A daemon's task is stopped before the new one is started on its instance."""
    aws.ecs.Service("agent", cluster="main", task_definition="agent", scheduling_strategy="DAEMON")


def bad_none() -> None:
    """Service `web` can start no task beyond 100 percent of its desired count, and stop none below 100 percent: with 4
    tasks no deployment replaces any."""
    _service(4, 100, 100)


def bad_less_than_one_task() -> None:
    """Service `web` can start no task beyond 125 percent of its desired count, and stop none below 75 percent: with 2
    tasks no deployment replaces any."""
    _service(2, 125, 75)


def bad_scaled() -> None:
    """Service `web` can start no task beyond 110 percent of its desired count, and stop none below 100 percent: with 2
    tasks no deployment replaces any."""
    service = _service(20, 110, None)
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=pulumi.Output.concat("service/main/", service.name),
        min_capacity=2,
        max_capacity=50,
    )


def bad_inside_component() -> None:
    """Service `web` can start no task beyond 100 percent of its desired count, and stop none below 100 percent: with
    its tasks no deployment replaces any."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _service(2, 100, 100, opts=pulumi.ResourceOptions(parent=component, ignore_changes=["desiredCount"]))


def unknown_number_of_tasks() -> None:
    """How many tasks it keeps, its deploymentMaximumPercent and its deploymentMinimumHealthyPercent"""
    _service(2, 125, 75, opts=pulumi.ResourceOptions(ignore_changes=["desiredCount"]))

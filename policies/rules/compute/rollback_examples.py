"""Programs that keep and break SERVICE-022. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_circuit_breaker() -> None:
    """A release that does not start is taken back."""
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        deployment_circuit_breaker={"enable": True, "rollback": True},
    )


def good_alarms() -> None:
    """A release that lets an alarm go off is taken back."""
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        alarms={"alarm_names": ["errors"], "enable": True, "rollback": True},
    )


def good_blue_green() -> None:
    """The traffic moves back to the tasks that are still there."""
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        deployment_configuration={"strategy": "BLUE_GREEN", "bake_time_in_minutes": "10"},
    )


def bad_nothing() -> None:
    """Service `web` goes on starting a release that does not come up: it has neither a deployment circuit breaker nor
    alarms that roll back."""
    aws.ecs.Service("web", cluster="main", task_definition="web", desired_count=2)


def bad_no_rollback() -> None:
    """Service `web` goes on starting a release that does not come up: it has neither a deployment circuit breaker nor
    alarms that roll back."""
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        deployment_circuit_breaker={"enable": True, "rollback": False},
    )


def bad_inside_component() -> None:
    """Service `web` goes on starting a release that does not come up: it has neither a deployment circuit breaker nor
    alarms that roll back."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        deployment_circuit_breaker={"enable": False, "rollback": True},
        opts=pulumi.ResourceOptions(parent=component),
    )

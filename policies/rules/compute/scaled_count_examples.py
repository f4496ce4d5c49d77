"""Programs that keep and break SERVICE-018, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _service(
    *, name: str | None = None, ignored: list[str] | None = None, parent: pulumi.Resource | None = None
) -> aws.ecs.Service:
    return aws.ecs.Service(
        "web",
        name=name,
        cluster="main",
        task_definition="web",
        desired_count=2,
        opts=pulumi.ResourceOptions(ignore_changes=ignored, parent=parent),
    )


def _scaled(resource_id: pulumi.Input[str]) -> None:
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        min_capacity=2,
        max_capacity=50,
    )


def good_ignored() -> None:
    """The count is left to the scaling."""
    service = _service(ignored=["desiredCount"])
    _scaled(pulumi.Output.concat("service/main/", service.name))


def good_not_scaled() -> None:
    """The count is the program's."""
    _service()


def bad_by_names() -> None:
    """Service `web` is scaled by scaling target `web`, but each update sets its desiredCount back: it is not among the
    ignored changes."""
    _scaled(pulumi.Output.concat("service/main/", _service().name))


def bad_something_else_ignored() -> None:
    """Service `web` is scaled by scaling target `web`, but each update sets its desiredCount back: it is not among the
    ignored changes."""
    _scaled(pulumi.Output.concat("service/main/", _service(ignored=["taskDefinition"]).name))


def bad_by_literal() -> None:
    """Service `web` is scaled by scaling target `web`, but each update sets its desiredCount back: it is not among the
    ignored changes."""
    _service(name="web")
    _scaled("service/main/web")


def bad_by_id() -> None:
    """Service `web` is scaled by scaling target `web`, but each update sets its desiredCount back: it is not among the
    ignored changes."""
    _scaled(_service().id.apply(lambda arn: arn.split(":")[-1]))


def bad_inside_component() -> None:
    """Service `web` is scaled by scaling target `web`, but each update sets its desiredCount back: it is not among the
    ignored changes."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _scaled(pulumi.Output.concat("service/main/", _service(parent=component).name))

"""Programs that keep and break SERVICE-026. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _task(*settings: dict[str, object], opts: pulumi.ResourceOptions | None = None) -> None:
    containers = [{"name": f"app{number}", "image": "app:1", **own} for number, own in enumerate(settings)]
    aws.ecs.TaskDefinition("web", family="web", container_definitions=json.dumps(containers), opts=opts)


def good_read_only() -> None:
    """Nothing can be left in it."""
    _task({"readonlyRootFilesystem": True})


def good_windows() -> None:
    """Windows has no such setting."""
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        runtime_platform={"operating_system_family": "WINDOWS_SERVER_2022_CORE"},
        container_definitions='[{"name": "app", "image": "app:1"}]',
    )


def bad_default() -> None:
    """Container 2 of task definition `web` may write to its root file system (readonlyRootFilesystem)."""
    _task({"readonlyRootFilesystem": True}, {})


def bad_writable() -> None:
    """Container 1 of task definition `web` may write to its root file system (readonlyRootFilesystem)."""
    _task({"readonlyRootFilesystem": False})


def bad_inside_component() -> None:
    """Container 1 of task definition `web` may write to its root file system (readonlyRootFilesystem)."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task({}, opts=pulumi.ResourceOptions(parent=component))

"""Programs that keep and break SERVICE-025. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _task(*users: str | int | None, system: str = "LINUX", opts: pulumi.ResourceOptions | None = None) -> None:
    containers = [{"name": f"app{number}", "image": "app:1", "user": user} for number, user in enumerate(users)]
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        runtime_platform={"operating_system_family": system},
        container_definitions=json.dumps(containers),
        opts=opts,
    )


def good_number() -> None:
    """A user and a group that nobody else has."""
    _task("10001:10001", "app")


def good_windows() -> None:
    """Windows has no root."""
    _task(None, system="WINDOWS_SERVER_2022_CORE")


def bad_root() -> None:
    """Container 2 of task definition `web` runs as root (user)."""
    _task("10001", "root")


def bad_number_of_root() -> None:
    """Container 1 of task definition `web` runs as root (user)."""
    _task("0:0")


def bad_not_said() -> None:
    """Container 1 of task definition `web` runs as its image says, mostly as root: it names no user."""
    _task(None)


def bad_inside_component() -> None:
    """Container 1 of task definition `web` runs as root (user)."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task("root:staff", opts=pulumi.ResourceOptions(parent=component))

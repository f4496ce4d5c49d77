"""Programs that keep and break SERVICE-014. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

REGISTRY = "123456789012.dkr.ecr.us-east-1.amazonaws.com"


def _task(*images: str, opts: pulumi.ResourceOptions | None = None) -> None:
    containers = json.dumps([{"name": f"app{number}", "image": image} for number, image in enumerate(images)])
    aws.ecs.TaskDefinition("web", family="web", container_definitions=containers, opts=opts)


def good_digest() -> None:
    """The digest says which image it is, whatever the tag."""
    _task(f"{REGISTRY}/shop/web:latest@sha256:{'0' * 64}")


def good_version() -> None:
    """A version, in a registry with a port."""
    _task("registry.local:5000/shop/web:1.27.3")


def bad_latest() -> None:
    """Container 1 of task definition `web` runs whatever image is the latest: its image has the tag latest, or none."""
    _task(f"{REGISTRY}/shop/web:latest")


def bad_no_tag() -> None:
    """Container 2 of task definition `web` runs whatever image is the latest: its image has the tag latest, or none."""
    _task(f"{REGISTRY}/shop/web:1.27.3", "registry.local:5000/agent")


def bad_inside_component() -> None:
    """Container 1 of task definition `web` runs whatever image is the latest: its image has the tag latest, or none."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task("nginx", opts=pulumi.ResourceOptions(parent=component))

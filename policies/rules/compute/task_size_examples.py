"""Programs that keep and break SERVICE-007. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _task(cpu: str | None, memory: str | None, opts: pulumi.ResourceOptions | None = None) -> None:
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        cpu=cpu,
        memory=memory,
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        container_definitions="[]",
        opts=opts,
    )


def good_units() -> None:
    """Half a vCPU with 1 GiB."""
    _task("512", "1024")


def good_words() -> None:
    """The same, as ECS takes it too."""
    _task(".5 vCPU", "1 GB")


def good_on_instances() -> None:
    """On instances a container may ask for whatever there is."""
    aws.ecs.TaskDefinition("web", family="web", cpu="100", memory="100", container_definitions="[]")


def bad_too_little_memory() -> None:
    """Task definition `web` asks for 1024 CPU units with 1024 MiB, a size that Fargate does not have."""
    _task("1024", "1024")


def bad_words() -> None:
    """Task definition `web` asks for 1024 CPU units with 1024 MiB, a size that Fargate does not have."""
    _task("1 vCPU", "1GB")


def bad_cpu() -> None:
    """Task definition `web` asks for 768 CPU units with 2048 MiB, a size that Fargate does not have."""
    _task("768", "2048")


def bad_nothing_said() -> None:
    """Task definition `web` is for Fargate, but does not say how much CPU and memory a task has (cpu, memory)."""
    _task(None, None)


def bad_inside_component() -> None:
    """Task definition `web` asks for 256 CPU units with 4096 MiB, a size that Fargate does not have."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task("256", "4096", opts=pulumi.ResourceOptions(parent=component))

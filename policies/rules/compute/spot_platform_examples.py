"""Programs that keep and break SERVICE-012, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

SPOT = [aws.ecs.ServiceCapacityProviderStrategyArgs(capacity_provider="FARGATE_SPOT", weight=1)]
ON_DEMAND = [aws.ecs.ServiceCapacityProviderStrategyArgs(capacity_provider="FARGATE", weight=1)]
NETWORK = aws.ecs.ServiceNetworkConfigurationArgs(subnets=["subnet-1", "subnet-2"])


def _task(architecture: str | None = None, system: str = "LINUX") -> aws.ecs.TaskDefinition:
    return aws.ecs.TaskDefinition(
        "web",
        family="web",
        cpu="1024",
        memory="2048",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        runtime_platform={"cpu_architecture": architecture, "operating_system_family": system},
        container_definitions="[]",
    )


def _service(
    task: pulumi.Input[str],
    strategy: list[aws.ecs.ServiceCapacityProviderStrategyArgs],
    version: str | None = None,
    cluster: pulumi.Input[str] = "main",
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    aws.ecs.Service(
        "web",
        cluster=cluster,
        task_definition=task,
        desired_count=2,
        platform_version=version,
        capacity_provider_strategies=strategy or None,
        network_configuration=NETWORK,
        opts=opts,
    )


def good_arm_on_latest() -> None:
    """ARM64 on the latest platform."""
    _service(_task("ARM64").arn, SPOT)


def good_x86_on_older() -> None:
    """X86 has been there for longer."""
    _service(_task("X86_64").arn, SPOT, version="1.3.0")


def good_windows_on_demand() -> None:
    """Windows, but not on Spot."""
    _service(_task(system="WINDOWS_SERVER_2022_CORE").arn, ON_DEMAND)


def bad_windows() -> None:
    """Service `web` may place tasks on Fargate Spot, which does not run those of task definition `web`: it runs Linux,
    from platform version 1.3.0 on x86 and 1.4.0 on ARM64."""
    _service(_task(system="WINDOWS_SERVER_2022_CORE").arn, [*ON_DEMAND, *SPOT])


def bad_arm_on_older() -> None:
    """Service `web` may place tasks on Fargate Spot, which does not run those of task definition `web`: it runs Linux,
    from platform version 1.3.0 on x86 and 1.4.0 on ARM64."""
    _task("ARM64")
    _service("web", SPOT, version="1.3.0")


def bad_by_default_of_cluster() -> None:
    """Service `web` may place tasks on Fargate Spot, which does not run those of task definition `web`: it runs Linux,
    from platform version 1.3.0 on x86 and 1.4.0 on ARM64."""
    cluster = aws.ecs.Cluster("main")
    aws.ecs.ClusterCapacityProviders(
        "main",
        cluster_name=cluster.name,
        capacity_providers=["FARGATE_SPOT"],
        default_capacity_provider_strategies=[{"capacity_provider": "FARGATE_SPOT", "weight": 1}],
    )
    _service(_task("ARM64").arn, [], version="1.2.0", cluster=cluster.arn)


def bad_inside_component() -> None:
    """Service `web` may place tasks on Fargate Spot, which does not run those of task definition `web`: it runs Linux,
    from platform version 1.3.0 on x86 and 1.4.0 on ARM64."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    task = _task(system="WINDOWS_SERVER_2022_CORE")
    _service(task.arn, SPOT, opts=pulumi.ResourceOptions(parent=component))


def unknown_task_outside() -> None:
    """Its task definition, which is outside the stack"""
    _service("web-of-another-stack", SPOT)

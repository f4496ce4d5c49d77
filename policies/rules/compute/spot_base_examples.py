"""Programs that keep and break SERVICE-017, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"
BLOCK = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=GROUP, container_name="app", container_port=8080)


def _share(provider: str, base: int = 0, weight: int = 0) -> aws.ecs.ServiceCapacityProviderStrategyArgs:
    return aws.ecs.ServiceCapacityProviderStrategyArgs(capacity_provider=provider, base=base, weight=weight)


def _service(
    *shares: aws.ecs.ServiceCapacityProviderStrategyArgs,
    tasks: int = 2,
    serves: bool = True,
    cluster: pulumi.Input[str] = "main",
    opts: pulumi.ResourceOptions | None = None,
) -> aws.ecs.Service:
    return aws.ecs.Service(
        "web",
        cluster=cluster,
        task_definition="web",
        desired_count=tasks,
        capacity_provider_strategies=list(shares) or None,
        network_configuration={"subnets": ["subnet-1", "subnet-2"]},
        load_balancers=[BLOCK] if serves else None,
        opts=opts,
    )


def good_base() -> None:
    """Two tasks are always on demand."""
    _service(_share("FARGATE", base=2), _share("FARGATE_SPOT", weight=1))


def good_half_of_many() -> None:
    """Of ten tasks five are on demand."""
    _service(_share("FARGATE", weight=1), _share("FARGATE_SPOT", weight=1), tasks=10)


def good_worker() -> None:
    """A worker has no users that wait."""
    _service(_share("FARGATE_SPOT", weight=1), serves=False)


def bad_spot_only() -> None:
    """Service `web` keeps 0 of 2 tasks on demand, the others are on Fargate Spot and may all go at once."""
    _service(_share("FARGATE_SPOT", weight=1), tasks=20)


def bad_base_of_one() -> None:
    """Service `web` keeps 1 of 2 tasks on demand, the others are on Fargate Spot and may all go at once."""
    _service(_share("FARGATE", base=1), _share("FARGATE_SPOT", weight=4))


def bad_share_of_fewest() -> None:
    """Service `web` keeps 1 of 2 tasks on demand, the others are on Fargate Spot and may all go at once."""
    service = _service(_share("FARGATE", weight=1), _share("FARGATE_SPOT", weight=1), tasks=20)
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=pulumi.Output.concat("service/main/", service.name),
        min_capacity=2,
        max_capacity=50,
    )


def bad_default_of_cluster_in_component() -> None:
    """Service `web` keeps 0 of 2 tasks on demand, the others are on Fargate Spot and may all go at once."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    cluster = aws.ecs.Cluster("main", opts=pulumi.ResourceOptions(parent=component))
    aws.ecs.ClusterCapacityProviders(
        "main",
        cluster_name=cluster.name,
        capacity_providers=["FARGATE_SPOT"],
        default_capacity_provider_strategies=[{"capacity_provider": "FARGATE_SPOT", "weight": 1}],
        opts=pulumi.ResourceOptions(parent=component),
    )
    _service(cluster=cluster.arn, opts=pulumi.ResourceOptions(parent=component))


def unknown_cluster_outside() -> None:
    """Whether it serves users, its capacity providers, and how many tasks it keeps"""
    _service(cluster="arn:aws:ecs:us-east-1:123456789012:cluster/shared")

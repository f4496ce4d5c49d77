"""Programs that keep and break SERVICE-010. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _share(
    provider: str, *, base: int | None = None, weight: int | None = 1
) -> aws.ecs.ServiceCapacityProviderStrategyArgs:
    return aws.ecs.ServiceCapacityProviderStrategyArgs(capacity_provider=provider, base=base, weight=weight)


def _service(
    *shares: aws.ecs.ServiceCapacityProviderStrategyArgs,
    launch_type: str | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition="web",
        desired_count=2,
        launch_type=launch_type,
        capacity_provider_strategies=list(shares) or None,
        network_configuration={"subnets": ["subnet-1", "subnet-2"]},
        opts=opts,
    )


def good_base_on_demand() -> None:
    """Two tasks on demand, what comes on top on Spot."""
    _service(_share("FARGATE", base=2, weight=0), _share("FARGATE_SPOT"))


def good_launch_type() -> None:
    """No strategy, so there is nothing to fit together."""
    _service(launch_type="FARGATE")


def bad_with_launch_type() -> None:
    """The strategy of service `web` stands beside a launch type: AWS takes one of the two."""
    _service(_share("FARGATE"), launch_type="FARGATE")


def bad_mixed() -> None:
    """The strategy of service `web` mixes capacity providers of Fargate with others."""
    _service(_share("FARGATE"), _share("instances"))


def bad_two_bases() -> None:
    """The strategy of service `web` has a base on more than one capacity provider."""
    _service(_share("FARGATE", base=2), _share("FARGATE_SPOT", base=1))


def bad_no_weight() -> None:
    """The strategy of service `web` has several capacity providers, and all weights are 0."""
    _service(_share("FARGATE", base=2, weight=None), _share("FARGATE_SPOT", weight=0))


def bad_default_of_cluster() -> None:
    """The strategy of capacity providers `main` has several capacity providers, and all weights are 0."""
    aws.ecs.ClusterCapacityProviders(
        "main",
        cluster_name="main",
        capacity_providers=["FARGATE", "FARGATE_SPOT"],
        default_capacity_provider_strategies=[
            {"capacity_provider": "FARGATE", "base": 1},
            {"capacity_provider": "FARGATE_SPOT"},
        ],
    )


def bad_inside_component() -> None:
    """The strategy of service `web` mixes capacity providers of Fargate with others."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _service(_share("FARGATE_SPOT"), _share("instances"), opts=pulumi.ResourceOptions(parent=component))

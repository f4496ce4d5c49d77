"""Programs that keep and break DATABASE-005, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _cluster(*, scales: bool, opts: pulumi.ResourceOptions | None = None) -> aws.rds.Cluster:
    return aws.rds.Cluster(
        "main",
        cluster_identifier="main",
        engine="aurora-postgresql",
        serverlessv2_scaling_configuration={"min_capacity": 1, "max_capacity": 8} if scales else None,
        opts=opts,
    )


def _instance(cluster: pulumi.Input[str], kind: str = "db.serverless") -> None:
    aws.rds.ClusterInstance(
        "writer", cluster_identifier=cluster, engine=aws.rds.EngineType.AURORA_POSTGRESQL, instance_class=kind
    )


def good_with_range() -> None:
    """The cluster says between which capacities its instance scales."""
    _instance(_cluster(scales=True).id)


def good_provisioned() -> None:
    """An instance of a class needs none."""
    _instance(_cluster(scales=False).id, "db.r7g.large")


def bad_by_id() -> None:
    """Database instance `writer` is serverless, but database cluster `main` has no capacity range
    (serverlessv2ScalingConfiguration); AWS refuses that."""
    _instance(_cluster(scales=False).id)


def bad_by_literal_name() -> None:
    """Database instance `writer` is serverless, but database cluster `main` has no capacity range
    (serverlessv2ScalingConfiguration); AWS refuses that."""
    _cluster(scales=False)
    _instance("main")


def bad_inside_component() -> None:
    """Database instance `writer` is serverless, but database cluster `main` has no capacity range
    (serverlessv2ScalingConfiguration); AWS refuses that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _instance(_cluster(scales=False, opts=inside).cluster_identifier)


def unknown_outside() -> None:
    """The capacity range of its cluster, which is outside the stack"""
    _instance("cluster-of-another-stack")

"""Programs that keep and break DATABASE-010, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _cluster(least: float | None, opts: pulumi.ResourceOptions | None = None) -> aws.rds.Cluster:
    return aws.rds.Cluster(
        "main",
        cluster_identifier="main",
        engine="aurora-postgresql",
        serverlessv2_scaling_configuration={"min_capacity": least, "max_capacity": 8} if least is not None else None,
        opts=opts,
    )


def _target(cluster: pulumi.Input[str]) -> None:
    aws.rds.ProxyTarget("main", db_proxy_name="main", target_group_name="default", db_cluster_identifier=cluster)


def good_awake() -> None:
    """Half a unit at least, always."""
    _target(_cluster(0.5).id)


def good_provisioned() -> None:
    """Instances of a class never pause."""
    _target(_cluster(None).cluster_identifier)


def bad_by_id() -> None:
    """Database cluster `main` is to pause when nobody is connected (minCapacity 0), but a proxy always is."""
    _target(_cluster(0).id)


def bad_by_literal_name() -> None:
    """Database cluster `main` is to pause when nobody is connected (minCapacity 0), but a proxy always is."""
    _cluster(0)
    _target("main")


def bad_inside_component() -> None:
    """Database cluster `main` is to pause when nobody is connected (minCapacity 0), but a proxy always is."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _target(_cluster(0, inside).cluster_identifier)


def unknown_outside() -> None:
    """The capacity of its cluster, which is outside the stack"""
    _target("cluster-of-another-stack")

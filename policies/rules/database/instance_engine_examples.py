"""Programs that keep and break DATABASE-004, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _cluster(opts: pulumi.ResourceOptions | None = None) -> aws.rds.Cluster:
    return aws.rds.Cluster("main", cluster_identifier="main", engine="aurora-postgresql", opts=opts)


def _instance(cluster: pulumi.Input[str], engine: pulumi.Input[aws.rds.EngineType]) -> None:
    aws.rds.ClusterInstance("writer", cluster_identifier=cluster, engine=engine, instance_class="db.r7g.large")


def good_from_the_cluster() -> None:
    """The instance takes the cluster's engine."""
    cluster = _cluster()
    _instance(cluster.cluster_identifier, cluster.engine.apply(aws.rds.EngineType))


def bad_by_id() -> None:
    """Database instance `writer` has another engine than database cluster `main`; AWS refuses that."""
    _instance(_cluster().id, aws.rds.EngineType.AURORA_MYSQL)


def bad_by_literal_name() -> None:
    """Database instance `writer` has another engine than database cluster `main`; AWS refuses that."""
    _cluster()
    _instance("main", aws.rds.EngineType.AURORA_MYSQL)


def bad_inside_component() -> None:
    """Database instance `writer` has another engine than database cluster `main`; AWS refuses that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _instance(_cluster(inside).cluster_identifier, aws.rds.EngineType.AURORA_MYSQL)


def unknown_outside() -> None:
    """The engine of its cluster, which is outside the stack"""
    _instance("cluster-of-another-stack", aws.rds.EngineType.AURORA_POSTGRESQL)

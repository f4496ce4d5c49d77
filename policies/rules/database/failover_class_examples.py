"""Programs that keep and break DATABASE-008, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _cluster(opts: pulumi.ResourceOptions | None = None) -> aws.rds.Cluster:
    return aws.rds.Cluster(
        "main",
        cluster_identifier="main",
        engine="aurora-postgresql",
        serverlessv2_scaling_configuration={"min_capacity": 2, "max_capacity": 64},
        opts=opts,
    )


def _instance(cluster: pulumi.Input[str], name: str, kind: str, tier: int | None) -> None:
    aws.rds.ClusterInstance(
        name,
        cluster_identifier=cluster,
        engine=aws.rds.EngineType.AURORA_POSTGRESQL,
        instance_class=kind,
        promotion_tier=tier,
    )


def good_small_one_last() -> None:
    """The reader for reports is the last to become the writer."""
    cluster = _cluster().id
    _instance(cluster, "writer", "db.r7g.xlarge", 0)
    _instance(cluster, "reader", "db.r7g.xlarge", 1)
    _instance(cluster, "reports", "db.r7g.large", 15)


def good_serverless_reader() -> None:
    """A serverless reader of tier 1 has the writer's size."""
    cluster = _cluster().id
    _instance(cluster, "writer", "db.r7g.xlarge", 0)
    _instance(cluster, "reader", "db.serverless", 1)


def good_alone() -> None:
    """A cluster of one instance has no failover."""
    _instance(_cluster().id, "writer", "db.r7g.large", 0)


def bad_smaller_reader() -> None:
    """The instances of database cluster `main` with promotionTier 0 or 1 are of different classes: the next writer may
    be smaller than this one."""
    cluster = _cluster().id
    _instance(cluster, "writer", "db.r7g.xlarge", 0)
    _instance(cluster, "reader", "db.r7g.large", 1)


def bad_default_tiers() -> None:
    """The instances of database cluster `main` with promotionTier 0 or 1 are of different classes: the next writer may
    be smaller than this one."""
    cluster = _cluster().cluster_identifier
    _instance(cluster, "writer", "db.r7g.xlarge", None)
    _instance(cluster, "reader", "db.r7g.large", None)


def bad_no_heir_by_literal_name() -> None:
    """Only one instance of database cluster `main` has a promotionTier of 0 or 1: none is sized to be the next
    writer."""
    _cluster()
    _instance("main", "writer", "db.r7g.xlarge", 0)
    _instance("main", "reader", "db.r7g.xlarge", 2)


def bad_inside_component() -> None:
    """Only one instance of database cluster `main` has a promotionTier of 0 or 1: none is sized to be the next
    writer."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    cluster = _cluster(inside).id
    _instance(cluster, "writer", "db.r7g.xlarge", 1)
    _instance(cluster, "reader", "db.r7g.large", 5)

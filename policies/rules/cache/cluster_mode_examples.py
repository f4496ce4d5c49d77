"""Programs that keep and break CACHE-009, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _parameters(opts: pulumi.ResourceOptions | None = None) -> pulumi.Output[str]:
    return aws.elasticache.ParameterGroup(
        "main",
        name="main-params",
        family="redis7",
        parameters=[{"name": "cluster-enabled", "value": "yes"}],
        opts=opts,
    ).name


def good_fails_over() -> None:
    """Three shards with automatic failover."""
    aws.elasticache.ReplicationGroup(
        "main",
        description="main",
        num_node_groups=3,
        replicas_per_node_group=1,
        automatic_failover_enabled=True,
    )


def good_one_shard() -> None:
    """No cluster mode."""
    aws.elasticache.ReplicationGroup("main", description="main", num_cache_clusters=1)


def bad_shards() -> None:
    """Replication group `main` is in cluster mode without automatic failover (automaticFailoverEnabled); AWS refuses
    that."""
    aws.elasticache.ReplicationGroup("main", description="main", num_node_groups=3, replicas_per_node_group=1)


def bad_parameter_group_of_aws() -> None:
    """Replication group `main` is in cluster mode without automatic failover (automaticFailoverEnabled); AWS refuses
    that."""
    aws.elasticache.ReplicationGroup("main", description="main", parameter_group_name="default.redis7.cluster.on")


def bad_parameter() -> None:
    """Replication group `main` is in cluster mode without automatic failover (automaticFailoverEnabled); AWS refuses
    that."""
    aws.elasticache.ReplicationGroup("main", description="main", parameter_group_name=_parameters())


def bad_parameter_by_literal_name() -> None:
    """Replication group `main` is in cluster mode without automatic failover (automaticFailoverEnabled); AWS refuses
    that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _parameters(inside)
    aws.elasticache.ReplicationGroup("main", description="main", parameter_group_name="main-params")


def bad_mode() -> None:
    """Replication group `main` is in cluster mode without automatic failover (automaticFailoverEnabled); AWS refuses
    that."""
    aws.elasticache.ReplicationGroup("main", description="main", cluster_mode="enabled")

"""Programs that keep and break CACHE-006, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_two_nodes() -> None:
    """A primary and a replica."""
    aws.elasticache.ReplicationGroup(
        "main", description="main", multi_az_enabled=True, automatic_failover_enabled=True, num_cache_clusters=2
    )


def good_shards() -> None:
    """A replica in each of three shards."""
    aws.elasticache.ReplicationGroup(
        "main",
        description="main",
        multi_az_enabled=True,
        automatic_failover_enabled=True,
        num_node_groups=3,
        replicas_per_node_group=1,
    )


def good_one_node() -> None:
    """One node, without Multi-AZ."""
    aws.elasticache.ReplicationGroup("main", description="main", num_cache_clusters=1)


def bad_without_failover() -> None:
    """Replication group `main` has Multi-AZ without automatic failover (automaticFailoverEnabled); AWS refuses that."""
    aws.elasticache.ReplicationGroup("main", description="main", multi_az_enabled=True, num_cache_clusters=3)


def bad_one_node() -> None:
    """Replication group `main` has Multi-AZ but no replica that could take over (numCacheClusters); AWS refuses
    that."""
    aws.elasticache.ReplicationGroup(
        "main", description="main", multi_az_enabled=True, automatic_failover_enabled=True, num_cache_clusters=1
    )


def bad_shards_without_replicas() -> None:
    """Replication group `main` has Multi-AZ but no replica that could take over (numCacheClusters); AWS refuses
    that."""
    aws.elasticache.ReplicationGroup(
        "main",
        description="main",
        multi_az_enabled=True,
        automatic_failover_enabled=True,
        num_node_groups=3,
        replicas_per_node_group=0,
    )

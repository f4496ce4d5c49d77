"""Programs that keep and break CACHE-015, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_a_week() -> None:
    """Seven days."""
    aws.elasticache.ReplicationGroup("main", description="main", snapshot_retention_limit=7)


def good_disposable() -> None:
    """A cache of development fills again."""
    aws.elasticache.ReplicationGroup("main", description="main", tags={"FLOODGATE_DISPOSABLE": "true"})


def good_memcached() -> None:
    """Memcached is never more than a cache."""
    aws.elasticache.ServerlessCache("main", engine="memcached")


def bad_default() -> None:
    """Replication group `main` keeps its snapshots for 0 days, and 1 are wanted (snapshotRetentionLimit)."""
    aws.elasticache.ReplicationGroup("main", description="main")


def bad_serverless() -> None:
    """Serverless cache `main` keeps its snapshots for 0 days, and 1 are wanted (snapshotRetentionLimit)."""
    aws.elasticache.ServerlessCache("main", engine="valkey", snapshot_retention_limit=0)

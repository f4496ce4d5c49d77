"""Programs that keep and break CACHE-014, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_fails_over() -> None:
    """A replica takes over."""
    aws.elasticache.ReplicationGroup("main", description="main", automatic_failover_enabled=True, num_cache_clusters=2)


def good_disposable() -> None:
    """A cache of development says that it may be lost."""
    aws.elasticache.ReplicationGroup("main", description="main", tags={"FLOODGATE_DISPOSABLE": "true"})


def bad_default() -> None:
    """Replication group `main` does not fail over by itself when its primary is lost (automaticFailoverEnabled)."""
    aws.elasticache.ReplicationGroup("main", description="main", num_cache_clusters=2)


def bad_switched_off() -> None:
    """Replication group `main` does not fail over by itself when its primary is lost (automaticFailoverEnabled)."""
    aws.elasticache.ReplicationGroup("main", description="main", automatic_failover_enabled=False)

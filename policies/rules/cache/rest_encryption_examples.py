"""Programs that keep and break CACHE-013, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_encrypted() -> None:
    """With AWS's own key."""
    aws.elasticache.ReplicationGroup("main", description="main", at_rest_encryption_enabled=True)


def bad_default() -> None:
    """The disks and snapshots of replication group `main` are not encrypted (atRestEncryptionEnabled)."""
    aws.elasticache.ReplicationGroup("main", description="main")


def bad_switched_off() -> None:
    """The disks and snapshots of replication group `main` are not encrypted (atRestEncryptionEnabled)."""
    aws.elasticache.ReplicationGroup("main", description="main", at_rest_encryption_enabled=False)

"""Programs that keep and break CACHE-008, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_required() -> None:
    """TLS or nothing."""
    aws.elasticache.ReplicationGroup(
        "main", description="main", transit_encryption_enabled=True, transit_encryption_mode="required"
    )


def bad_default() -> None:
    """Replication group `main` does not encrypt the traffic of its clients (transitEncryptionEnabled)."""
    aws.elasticache.ReplicationGroup("main", description="main", engine="redis")


def bad_switched_off() -> None:
    """Replication group `main` does not encrypt the traffic of its clients (transitEncryptionEnabled)."""
    aws.elasticache.ReplicationGroup("main", description="main", engine="valkey", transit_encryption_enabled=False)


def bad_optional() -> None:
    """Replication group `main` also takes connections without TLS (transitEncryptionMode)."""
    aws.elasticache.ReplicationGroup(
        "main", description="main", transit_encryption_enabled=True, transit_encryption_mode="preferred"
    )


def bad_valkey_says_nothing() -> None:
    """Replication group `main` does not say whether it encrypts its traffic (transitEncryptionEnabled), which Valkey
    asks for."""
    aws.elasticache.ReplicationGroup("main", description="main", engine="valkey")

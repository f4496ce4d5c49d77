"""Programs that keep and break DATABASE-018, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_encrypted() -> None:
    """With AWS's own key."""
    aws.rds.Cluster("main", engine="aurora-postgresql", storage_encrypted=True)


def bad_default() -> None:
    """The storage of database cluster `main` is not encrypted (storageEncrypted)."""
    aws.rds.Cluster("main", engine="aurora-postgresql")


def bad_switched_off() -> None:
    """The storage of database cluster `main` is not encrypted (storageEncrypted)."""
    aws.rds.Cluster("main", engine="aurora-postgresql", storage_encrypted=False)


def bad_instance() -> None:
    """The storage of database instance `main` is not encrypted (storageEncrypted)."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres")


def unknown_from_snapshot() -> None:
    """Whether it, or the database that it comes from, is encrypted"""
    aws.rds.Cluster("main", engine="aurora-postgresql", snapshot_identifier="yesterday")

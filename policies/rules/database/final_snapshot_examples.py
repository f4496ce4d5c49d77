"""Programs that keep and break DATABASE-016, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_named() -> None:
    """The snapshot has a name."""
    aws.rds.Cluster("main", engine="aurora-postgresql", final_snapshot_identifier="main-final")


def good_disposable() -> None:
    """A database of development leaves nothing."""
    tags = {"FLOODGATE_DISPOSABLE": "true"}
    aws.rds.Cluster("main", engine="aurora-postgresql", skip_final_snapshot=True, tags=tags)


def bad_skipped() -> None:
    """Database cluster `main` leaves no snapshot when it is deleted (skipFinalSnapshot)."""
    aws.rds.Cluster("main", engine="aurora-postgresql", skip_final_snapshot=True)


def bad_nameless() -> None:
    """Database cluster `main` names no final snapshot (finalSnapshotIdentifier), so that it cannot be deleted."""
    aws.rds.Cluster("main", engine="aurora-postgresql")


def bad_instance() -> None:
    """Database instance `main` leaves no snapshot when it is deleted (skipFinalSnapshot)."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres", skip_final_snapshot=True)

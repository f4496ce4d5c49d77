"""Programs that keep and break DATABASE-017, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_a_week() -> None:
    """Seven days."""
    aws.rds.Cluster("main", engine="aurora-postgresql", backup_retention_period=7)


def good_disposable() -> None:
    """A database of development is filled anew."""
    aws.rds.Cluster("main", engine="aurora-postgresql", tags={"FLOODGATE_DISPOSABLE": "true"})


def good_replica() -> None:
    """A read replica is made anew from its source."""
    aws.rds.Instance("replica", instance_class="db.t4g.small", replicate_source_db="main")


def bad_default() -> None:
    """Database cluster `main` keeps its backups for 1 of 7 days (backupRetentionPeriod)."""
    aws.rds.Cluster("main", engine="aurora-postgresql")


def bad_three_days() -> None:
    """Database cluster `main` keeps its backups for 3 of 7 days (backupRetentionPeriod)."""
    aws.rds.Cluster("main", engine="aurora-postgresql", backup_retention_period=3)


def bad_instance() -> None:
    """Database instance `main` keeps its backups for 0 of 7 days (backupRetentionPeriod)."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres")

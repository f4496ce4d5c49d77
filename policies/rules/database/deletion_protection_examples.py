"""Programs that keep and break DATABASE-015, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_protected() -> None:
    """The protection has to be taken off first."""
    aws.rds.Cluster("main", engine="aurora-postgresql", deletion_protection=True)


def good_disposable() -> None:
    """A database of development says that it may be lost."""
    aws.rds.Cluster("main", engine="aurora-postgresql", tags={"FLOODGATE_DISPOSABLE": "true"})


def good_replica() -> None:
    """A read replica holds nothing that its source does not."""
    aws.rds.Instance("replica", instance_class="db.t4g.small", replicate_source_db="main")


def bad_default() -> None:
    """Database cluster `main` can be deleted in one step (deletionProtection)."""
    aws.rds.Cluster("main", engine="aurora-postgresql")


def bad_switched_off() -> None:
    """Database cluster `main` can be deleted in one step (deletionProtection)."""
    tags = {"FLOODGATE_DISPOSABLE": "false"}
    aws.rds.Cluster("main", engine="aurora-postgresql", deletion_protection=False, tags=tags)


def bad_instance() -> None:
    """Database instance `main` can be deleted in one step (deletionProtection)."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres")

"""Programs that keep and break DATABASE-011, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def _cluster(backup: str, maintenance: str | None) -> None:
    aws.rds.Cluster(
        "main",
        engine="aurora-postgresql",
        preferred_backup_window=backup,
        preferred_maintenance_window=maintenance,
    )


def good_apart() -> None:
    """The backup is done when maintenance begins."""
    _cluster("02:00-03:00", "sun:03:00-sun:04:00")


def good_over_midnight() -> None:
    """The backup ends on the next day, before maintenance."""
    _cluster("23:30-00:30", "sun:00:30-sun:01:30")


def good_one_window() -> None:
    """AWS chooses the other."""
    _cluster("02:00-03:00", None)


def bad_overlap() -> None:
    """The backup window of database cluster `main` overlaps its maintenance window; AWS refuses that."""
    _cluster("03:30-04:30", "sun:03:00-sun:04:00")


def bad_overlap_over_midnight() -> None:
    """The backup window of database cluster `main` overlaps its maintenance window; AWS refuses that."""
    _cluster("23:30-00:30", "Mon:00:00-Mon:01:00")


def bad_instance() -> None:
    """The backup window of database instance `main` overlaps its maintenance window; AWS refuses that."""
    aws.rds.Instance(
        "main", instance_class="db.t4g.small", backup_window="03:30-04:30", maintenance_window="sun:03:00-sun:04:00"
    )


def unknown_notation() -> None:
    """Its backup window and its maintenance window"""
    _cluster("at night", "sun:03:00-sun:04:00")

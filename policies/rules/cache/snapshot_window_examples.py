"""Programs that keep and break CACHE-010, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def _group(snapshot: str | None, maintenance: str) -> None:
    aws.elasticache.ReplicationGroup(
        "main", description="main", snapshot_window=snapshot, maintenance_window=maintenance
    )


def good_apart() -> None:
    """The snapshot is done when maintenance begins."""
    _group("04:00-05:00", "sun:05:00-sun:06:00")


def good_left_to_aws() -> None:
    """AWS chooses the snapshot window."""
    _group(None, "sun:05:00-sun:06:00")


def bad_overlap() -> None:
    """The snapshot window of replication group `main` overlaps its maintenance window."""
    _group("05:30-06:30", "sun:05:00-sun:06:00")


def bad_over_midnight() -> None:
    """The snapshot window of replication group `main` overlaps its maintenance window."""
    _group("23:30-00:30", "mon:00:00-mon:01:00")


def bad_short() -> None:
    """The snapshot window of replication group `main` lasts less than 60 minutes."""
    _group("04:00-04:30", "sun:05:00-sun:06:00")


def unknown_notation() -> None:
    """Its snapshot window and its maintenance window"""
    _group("at night", "sun:05:00-sun:06:00")

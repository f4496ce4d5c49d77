"""Databases that are made from others, and have from these what they do not say themselves."""

from typing import Final

from rules.logic import Truth, some
from rules.resource import Resource, read
from rules.values import UNKNOWN

_REPLICA: Final = ("replicateSourceDb", "replicationSourceIdentifier", "globalClusterIdentifier")
_COPY: Final = ("snapshotIdentifier", "restoreToPointInTime", "s3Import")


def is_replica(database: Resource) -> Truth:
    """Whether it follows another database."""
    return some(_is_set(database, prop) for prop in _REPLICA)


def is_derived(database: Resource) -> Truth:
    """Whether its contents come from another database or a snapshot."""
    return some(_is_set(database, prop) for prop in (*_REPLICA, *_COPY))


def _is_set(database: Resource, prop: str) -> Truth:
    value = read(database, prop)
    return UNKNOWN if value is UNKNOWN else value not in (None, "", {}, [])

"""The engines of a cache: their versions, and what they do when memory is full. It needs no SDK.

Both speak the same protocol. Valkey costs a fifth less and Savings Plans cover it (aws-facts R15); ElastiCache turns
Redis into Valkey in place, and never back.
"""

import re
from enum import Enum

_VERSION = re.compile(r"(?P<major>[7-9])\.\d{1,2}")  # below 7 TLS cannot be changed in place


class CacheEngine(Enum):
    """The engine of a replication group."""

    REDIS = "redis"
    """Redis OSS, the article's."""
    VALKEY = "valkey"
    """The open-source continuation of Redis, for a fifth less."""


class EvictionPolicy(Enum):
    """What goes when memory is full. Sessions that are evicted are users who are logged out: keep them apart."""

    ALLKEYS_LRU = "allkeys-lru"
    """What was not read for longest, with an expiry or without: for a group that is nothing but a cache."""
    ALLKEYS_LFU = "allkeys-lfu"
    """What is read least often: for a cache with few hot keys and scans over the others."""
    VOLATILE_LRU = "volatile-lru"
    """What was not read for longest among keys with an expiry; ElastiCache's default."""
    VOLATILE_TTL = "volatile-ttl"
    """What expires next: cached pages go before sessions, which live longer, but those go, too, in the end."""
    NOEVICTION = "noeviction"
    """Nothing; writes fail when memory is full. For sessions and rate limits: a user is never logged out by traffic."""


class AuthTokenUpdateStrategy(Enum):
    """What becomes of the old token when a new one is set."""

    ROTATE = "ROTATE"
    """Both are valid, until the next change."""
    SET = "SET"
    """Only the new one is valid: clients that still use the old one fail at once."""


_NEWEST = {
    CacheEngine.REDIS: "7.1",  # the last that AWS has of Redis OSS
    CacheEngine.VALKEY: "8.0",  # the first of its series, so that every region has it
}


def version_of(engine: CacheEngine, given: str | None) -> str:
    """The version to run: the one ``given``, or the newest that every region has.

    Raises:
        ValueError: ``given`` is not ``<major>.<minor>`` of version 7 or later.
    """
    version = given or _NEWEST[engine]
    if not _VERSION.fullmatch(version):
        raise ValueError(
            f"the engine version {version!r} cannot be used: write major and minor, such as {_NEWEST[engine]}, of"
            " version 7 or later"
        )
    return version


def parameter_family(engine: CacheEngine, version: str) -> str:
    """The family of parameter groups for a version: ``redis7``."""
    return f"{engine.value}{version.split('.')[0]}"

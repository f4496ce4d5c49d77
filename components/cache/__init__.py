"""Cache: what is read often is answered from memory."""

from components.cache.engine import AuthTokenUpdateStrategy, CacheEngine, EvictionPolicy
from components.cache.replication_group import ReplicationGroup, ReplicationGroupArgs

__all__ = [
    "AuthTokenUpdateStrategy",
    "CacheEngine",
    "EvictionPolicy",
    "ReplicationGroup",
    "ReplicationGroupArgs",
]

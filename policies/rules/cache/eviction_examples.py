"""Programs that keep and break CACHE-012, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

SESSIONS = {"FLOODGATE_HOLDS_SESSIONS": "true"}


def _policy(value: str, opts: pulumi.ResourceOptions | None = None) -> pulumi.Output[str]:
    return aws.elasticache.ParameterGroup(
        "main",
        name="main-params",
        family="redis7",
        parameters=[{"name": "maxmemory-policy", "value": value}],
        opts=opts,
    ).name


def _group(parameters: pulumi.Input[str] | None, tags: dict[str, str] | None = None) -> None:
    aws.elasticache.ReplicationGroup("main", description="main", parameter_group_name=parameters, tags=tags)


def good_noeviction() -> None:
    """What is full refuses writes, and keeps what it has."""
    _group(_policy("noeviction"), SESSIONS)


def good_mere_cache() -> None:
    """A cache may evict."""
    _group(_policy("allkeys-lru"))


def bad_policy() -> None:
    """Replication group `main` holds sessions, but evicts them when memory is short (maxmemory-policy of its parameter
    group)."""
    _group(_policy("allkeys-lru"), SESSIONS)


def bad_policy_by_literal_name() -> None:
    """Replication group `main` holds sessions, but evicts them when memory is short (maxmemory-policy of its parameter
    group)."""
    _policy("volatile-ttl")
    _group("main-params", SESSIONS)


def bad_policy_inside_component() -> None:
    """Replication group `main` holds sessions, but evicts them when memory is short (maxmemory-policy of its parameter
    group)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _group(_policy("allkeys-lfu", inside), SESSIONS)


def bad_default() -> None:
    """Replication group `main` holds sessions, but evicts them when memory is short (maxmemory-policy of its parameter
    group)."""
    _group("default.redis7", SESSIONS)


def unknown_outside() -> None:
    """Whether it holds sessions, and its maxmemory-policy"""
    _group("params-of-another-stack", SESSIONS)

"""Programs that keep and break CACHE-002, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

TRAFFIC = {"workingSetGigabytes": 12.0}


def _group(kind: str, *, shards: int = 1, parameters: pulumi.Input[str] | None = None) -> None:
    aws.elasticache.ReplicationGroup(
        "main",
        description="main",
        node_type=kind,
        num_node_groups=shards if shards > 1 else None,
        automatic_failover_enabled=True,
        num_cache_clusters=2 if shards == 1 else None,
        replicas_per_node_group=1 if shards > 1 else None,
        parameter_group_name=parameters,
    )


def _reserving(percent: str, opts: pulumi.ResourceOptions | None = None) -> pulumi.Output[str]:
    return aws.elasticache.ParameterGroup(
        "main",
        name="main-params",
        family="redis7",
        parameters=[{"name": "reserved-memory-percent", "value": percent}],
        opts=opts,
    ).name


def good_larger_node() -> None:
    """19.7 GiB for data."""
    _group("cache.r7g.xlarge")


def good_two_shards() -> None:
    """Two times 9.8 GiB for data."""
    _group("cache.r7g.large", shards=2)


def good_disposable() -> None:
    """A cache of development does not serve that traffic."""
    aws.elasticache.ReplicationGroup(
        "main", description="main", node_type="cache.t4g.micro", tags={"FLOODGATE_DISPOSABLE": "true"}
    )


def bad_one_large_node() -> None:
    """Replication group `main` is to hold 12 GiB and has room for 9.8."""
    _group("cache.r7g.large")


def bad_more_reserved() -> None:
    """Replication group `main` is to hold 12 GiB and has room for 7.84."""
    _group("cache.r7g.large", parameters=_reserving("40"))


def bad_more_reserved_by_literal_name() -> None:
    """Replication group `main` is to hold 12 GiB and has room for 7.84."""
    _reserving("40")
    _group("cache.r7g.large", parameters="main-params")


def bad_more_reserved_inside_component() -> None:
    """Replication group `main` is to hold 12 GiB and has room for 7.84."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _group("cache.r7g.large", parameters=_reserving("40", inside))


def unknown_undeclared() -> None:
    """The traffic: declare workingSetGigabytes in SETTINGS.traffic of the policy configuration"""
    _group("cache.r7g.large")


def unknown_node() -> None:
    """The memory of its nodes, how much of that is reserved, and its shards"""
    _group("cache.x9z.large")

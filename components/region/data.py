"""What tasks ask: the cache first, then the database."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from components import aurora_limits, environment
from components.cache import CacheEngine, EvictionPolicy, ReplicationGroup, ReplicationGroupArgs
from components.database import (
    AuroraCluster,
    AuroraClusterArgs,
    DatabaseInstance,
    DatabaseMonitoring,
    DatabaseProxy,
    DatabaseProxyArgs,
    InsightsMode,
    ReaderScaling,
    ServerlessCapacity,
    StorageType,
)
from components.network import NetworkView
from components.region.site import Site
from components.security_group import SecurityGroup
from components.sizing import DatabaseSizing, Engine, PoolSizing

_ENGINES = {Engine.REDIS: CacheEngine.REDIS, Engine.VALKEY: CacheEngine.VALKEY}
_LEAST_ACU_WITH_INSIGHTS = 2  # AWS's advice (aws-facts D06)


@dataclass(frozen=True, kw_only=True)
class Data:
    """The data tiers of a region."""

    cache: ReplicationGroup
    database: AuroraCluster
    # Stands between tasks and database, if there is one.
    proxy: DatabaseProxy | None

    def allow_from(self, peer_name: str, peer: SecurityGroup) -> None:
        """Let ``peer``'s members connect to the database."""
        (self.proxy or self.database).allow_from(peer_name, peer)

    def database_variables(self, site: Site, pools: PoolSizing) -> Mapping[str, pulumi.Input[str]]:
        """Where a program finds the database, and how many connections it may keep."""
        door = self.proxy
        serverless = site.sizing.database.serverless
        wait = aurora_limits.connect_timeout_seconds(min_acu=serverless.min_acu if serverless.enabled else None)
        return {
            environment.DATABASE_WRITER_HOST: door.endpoint if door else self.database.writer_endpoint,
            environment.DATABASE_READER_HOST: door.reader_endpoint if door else self.database.reader_endpoint,
            environment.DATABASE_PORT: self.database.port.apply(str),
            environment.DATABASE_NAME: self.database.database_name,
            environment.DATABASE_WRITER_POOL: str(pools.writer_connections),
            environment.DATABASE_READER_POOL: str(pools.reader_connections),
            environment.DATABASE_CONNECT_SECONDS: str(wait),
            environment.DATABASE_SECRET_ARN: self.database.master_secret_arn,
        }

    def cache_variables(self) -> Mapping[str, pulumi.Input[str]]:
        """Where a program finds the cache."""
        return {
            environment.CACHE_HOST: self.cache.primary_endpoint,
            environment.CACHE_READER_HOST: self.cache.reader_endpoint,
            environment.CACHE_PORT: self.cache.port.apply(str),
        }

    def cache_secrets(self) -> Mapping[str, pulumi.Input[str]]:
        """ARN of what a program needs to log in to the cache."""
        return {environment.CACHE_TOKEN: self.cache.secret_arn}


def make_data(site: Site, network: NetworkView) -> Data:
    """Cache and database of the region."""
    database = AuroraCluster(site.logical("database"), _database_args(site, network), site.options())
    return Data(cache=_make_cache(site, network), database=database, proxy=_make_proxy(site, network, database))


def _make_cache(site: Site, network: NetworkView) -> ReplicationGroup:
    sizing = site.sizing.cache
    args = ReplicationGroupArgs(
        location=site.location,
        replication_group_id=site.names.physical("cache", limit=40),
        vpc_id=network.vpc_id,
        subnet_ids=network.data_subnet_ids,
        eviction_policy=EvictionPolicy.NOEVICTION,  # sessions and rate limits live in it, too (aws-facts R16)
        deletion_protection=site.protected,
        final_snapshot_identifier=site.names.physical("cache-final", limit=255) if site.keeps_contents else None,
        engine=_ENGINES[sizing.engine],
        node_type=sizing.node_type,
        node_count=sizing.node_count,
        automatic_failover=site.sizing.capabilities.multi_az,
        multi_az=site.sizing.capabilities.multi_az,
        snapshot_retention_days=sizing.snapshot_retention_days,
        secret_recovery_window_days=30 if site.keeps_contents else 0,  # 0: the next stack may use the name at once
        apply_immediately=not site.protected,
        log_retention_days=site.sizing.logs.retention_days,
    )
    return ReplicationGroup(site.logical("cache"), args, site.options())


def _database_args(site: Site, network: NetworkView) -> AuroraClusterArgs:
    sizing = site.sizing.database
    capacity = _capacity(sizing)
    pauses = capacity is not None and capacity.min_acu == 0
    scales = sizing.instances.max_readers > sizing.instances.reader_count
    return AuroraClusterArgs(
        location=site.location,
        cluster_identifier=site.names.physical("database", limit=63),
        vpc_id=network.vpc_id,
        subnet_ids=network.data_subnet_ids,
        deletion_protection=site.protected,
        final_snapshot_identifier=site.names.physical("database-final", limit=255) if site.keeps_contents else None,
        instances=_instances(sizing, list(network.data_subnet_ids)),
        serverless=capacity,
        reader_scaling=ReaderScaling(max_readers=sizing.instances.max_readers) if scales else None,
        storage_type=StorageType.IO_OPTIMIZED if sizing.storage.io_optimized else StorageType.STANDARD,
        backup_retention_days=sizing.storage.backup_retention_days,
        monitoring=_monitoring(capacity),
        # half the time after which it pauses, so that no idle connection keeps it awake
        idle_session_timeout_seconds=sizing.serverless.pause_after_seconds // 2 if pauses else None,
        apply_immediately=not site.protected,
    )


def _capacity(sizing: DatabaseSizing) -> ServerlessCapacity | None:
    serverless = sizing.serverless
    if not serverless.enabled:
        return None
    return ServerlessCapacity(
        min_acu=serverless.min_acu,
        max_acu=serverless.max_acu,
        seconds_until_auto_pause=serverless.pause_after_seconds if serverless.min_acu == 0 else None,
    )


def _instances(sizing: DatabaseSizing, zones: list[str]) -> Mapping[str, DatabaseInstance]:
    """The writer and its readers, around the zones; the first to be promoted are the first by number."""
    kind = aurora_limits.SERVERLESS_CLASS if sizing.serverless.enabled else sizing.instances.instance_class
    keys = ["writer", *(f"reader-{number}" for number in range(1, sizing.instances.reader_count + 1))]
    return {
        key: DatabaseInstance(instance_class=kind, promotion_tier=place, availability_zone=zones[place % len(zones)])
        for place, key in enumerate(keys)
    }


def _monitoring(capacity: ServerlessCapacity | None) -> DatabaseMonitoring:
    if capacity is not None and capacity.min_acu < _LEAST_ACU_WITH_INSIGHTS:
        return DatabaseMonitoring(interval_seconds=0, insights=InsightsMode.OFF)
    return DatabaseMonitoring()


def _make_proxy(site: Site, network: NetworkView, database: AuroraCluster) -> DatabaseProxy | None:
    if not site.sizing.database.storage.proxy:
        return None
    args = DatabaseProxyArgs(
        location=site.location,
        proxy_name=site.names.physical("database-proxy", limit=63),
        vpc_id=network.vpc_id,
        subnet_ids=network.data_subnet_ids,
        target=database.proxied,
        secret_arns={"master": database.master_secret_arn},
        log_retention_days=site.sizing.logs.retention_days,
    )
    proxy = DatabaseProxy(site.logical("database-proxy"), args, site.options())
    database.allow_from("proxy", proxy.security_group)
    return proxy

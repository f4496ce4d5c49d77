"""Cache and database: a standby where one is asked for, numbers that Aurora takes, and connections for every task."""

import itertools
import math
from collections.abc import Iterable

from components import aurora_limits
from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations.asking import Mistakes, when
from components.sizing import (
    CacheSizing,
    Capabilities,
    InstancesSizing,
    PoolSizing,
    ScalingSizing,
    ServerlessSizing,
    Sizing,
    StorageSizing,
)

_DATABASE = "sizing.database"
# While a rolling deployment runs, a service has its tasks twice (maximumPercent 200).
_DEPLOYMENT_FACTOR = 2
# What tasks may take of a database's connections; the rest is for people, monitoring and the order consumer (aws-facts
# D11).
_USABLE_CONNECTIONS = 0.8
# Days of backups that what is protected needs (aws-facts D21).
_PROTECTED_BACKUP_DAYS = 7


def check(draft: Draft) -> Iterable[Mistake]:
    """What is wrong with cache and database."""
    if draft.sizing is None:
        return ()
    sizing, database = draft.sizing, draft.sizing.database
    return itertools.chain(
        when(cache_has_a_standby, sizing.cache, sizing.capabilities),
        when(database_has_a_standby, database.instances, sizing.capabilities),
        when(protected_data_has_backups, database.storage, sizing.capabilities),
        when(readers_have_room, database.instances),
        when(capacity_has_room, database.serverless),
        when(proxy_lets_pause, database.serverless, database.storage),
        when(readers_let_pause, database.serverless, database.instances),
        _check_connections(sizing),
    )


def _check_connections(sizing: Sizing) -> Iterable[Mistake]:
    """API and admin are the services that keep connections to the database."""
    database, services = sizing.database, (sizing.services.api.scaling, sizing.services.admin.scaling)
    values = (database.storage, database.instances, database.serverless, sizing.pools, *services)
    return when(connections_fit, *values)


def cache_has_a_standby(cache: CacheSizing, capabilities: Capabilities) -> Mistakes:
    if capabilities.multi_az and cache.node_count < 2:
        yield Mistake(
            "sizing.cache.nodeCount",
            f"{cache.node_count} leaves no node to take over, which capabilities.multiAz asks for; allowed: 2 to 6",
        )


def database_has_a_standby(instances: InstancesSizing, capabilities: Capabilities) -> Mistakes:
    if capabilities.multi_az and instances.reader_count < 1:
        yield Mistake(
            f"{_DATABASE}.instances.readerCount",
            f"{instances.reader_count} leaves no instance to take over, which capabilities.multiAz asks for;"
            " allowed: 1 to 15",
        )


def protected_data_has_backups(storage: StorageSizing, capabilities: Capabilities) -> Mistakes:
    if capabilities.deletion_protection and storage.backup_retention_days < _PROTECTED_BACKUP_DAYS:
        yield Mistake(
            f"{_DATABASE}.storage.backupRetentionDays",
            f"{storage.backup_retention_days} is too short for data that capabilities.deletionProtection protects;"
            f" allowed: {_PROTECTED_BACKUP_DAYS} to 35",
        )


def readers_have_room(instances: InstancesSizing) -> Mistakes:
    always, most = instances.reader_count, instances.max_readers
    if most < always:
        yield Mistake(
            f"{_DATABASE}.instances.maxReaders", f"{most} is below readerCount {always}; allowed: {always} to 15"
        )
    if most > always == 0:
        yield Mistake(
            f"{_DATABASE}.instances.maxReaders",
            f"{most} asks for readers to be added, which needs one to begin with; allowed: 0, or a higher readerCount",
        )


def capacity_has_room(serverless: ServerlessSizing) -> Mistakes:
    fewest, most = serverless.min_acu, serverless.max_acu
    if serverless.enabled and most < fewest:
        yield Mistake(
            f"{_DATABASE}.serverless.maxAcu", f"{most:g} is below minAcu {fewest:g}; allowed: {fewest:g} to 256"
        )


def proxy_lets_pause(serverless: ServerlessSizing, storage: StorageSizing) -> Mistakes:
    if _pauses(serverless) and storage.proxy:
        yield Mistake(
            f"{_DATABASE}.storage.proxy",
            "true keeps a database awake that serverless.minAcu 0 is to let pause; allowed: false, or a higher minAcu",
        )


def readers_let_pause(serverless: ServerlessSizing, instances: InstancesSizing) -> Mistakes:
    always, most = instances.reader_count, instances.max_readers
    if _pauses(serverless) and most > always:
        yield Mistake(
            f"{_DATABASE}.instances.maxReaders",
            f"{most} lets readers be added, which keeps a database awake that serverless.minAcu 0 is to let pause;"
            f" allowed: readerCount {always}, or a higher minAcu",
        )


def connections_fit(
    storage: StorageSizing,
    instances: InstancesSizing,
    serverless: ServerlessSizing,
    pools: PoolSizing,
    *services: ScalingSizing,
) -> Mistakes:
    if storage.proxy:  # it shares few connections among many clients
        return
    tasks = _DEPLOYMENT_FACTOR * sum(service.max_tasks for service in services)
    usable = int(_USABLE_CONNECTIONS * _most_connections(instances, serverless))
    for pool, needed in _needed_connections(tasks, pools, instances.reader_count).items():
        if needed > usable:
            yield Mistake(
                f"sizing.pools.{pool}",
                f"comes to {needed} connections to an instance when a deployment doubles the tasks of API and admin"
                f" ({tasks}), and an instance has {usable} for them; allowed: less, fewer tasks, larger instances or"
                " database.storage.proxy",
            )


def _needed_connections(tasks: int, pools: PoolSizing, readers: int) -> dict[str, int]:
    """Connections to one instance, by the setting that they come from."""
    if readers == 0:  # the reader endpoint is the writer then
        return {"readerConnections": tasks * (pools.writer_connections + pools.reader_connections)}
    return {
        "writerConnections": tasks * pools.writer_connections,
        "readerConnections": math.ceil(tasks * pools.reader_connections / readers),
    }


def _most_connections(instances: InstancesSizing, serverless: ServerlessSizing) -> int:
    if serverless.enabled:
        return aurora_limits.serverless_max_connections(min_acu=serverless.min_acu, max_acu=serverless.max_acu)
    return aurora_limits.max_connections(instances.instance_class)


def _pauses(serverless: ServerlessSizing) -> bool:
    return serverless.enabled and serverless.min_acu == 0

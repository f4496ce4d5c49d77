"""What must fit together in a stack file.

Each relation is a function of the values that it relates, and is asked only when all of them are right by themselves.
It yields the mistakes that it finds, at the value that the reader most likely wants to change.
"""

import ipaddress
import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from components import aurora_limits, environment, price_classes
from components.fargate_sizes import fargate_memory_options
from components.naming import Location
from components.settings import facts
from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.sizing import (
    CacheSizing,
    Capabilities,
    ConsumerSizing,
    DatabaseSizing,
    EdgeSizing,
    HealthCheckSizing,
    InstancesSizing,
    LoadBalancerSizing,
    Nat,
    NetworkSizing,
    PoolSizing,
    QueueSizing,
    ScalingSizing,
    ServerlessSizing,
    ServiceSizing,
    Sizing,
    StorageSizing,
    TaskSizing,
    TimingSizing,
    WorkerScalingSizing,
    WorkerSizing,
    WorkerTimingSizing,
    listed,
)

MAIN_REGION = "main"

# The first name on a certificate may have 64 characters (AWS Certificate Manager, RequestCertificate).
_CERTIFICATE_NAME_CHARACTERS = 64
# A private subnet is the sixteenth part of the network; AWS keeps five addresses of each.
_PRIVATE_SUBNET_BITS = 4
_RESERVED_ADDRESSES = 5
# While a rolling deployment runs, a service has its tasks twice (maximumPercent 200).
_DEPLOYMENT_FACTOR = 2
# What a Fargate task without a way to the internet needs to start (aws-facts E25); images lie in S3, behind a gateway.
_ENDPOINTS_WITHOUT_NAT = ("ecr.api", "ecr.dkr", "logs")
# AWS's rule for queues with a Lambda consumer, for retries after throttling (aws-facts Q02).
_VISIBILITY_FACTOR = 6
# The programs that keep connections to the database.
_SERVICES_WITH_DATABASE = ("api", "admin")
# What is left of a database's connections for people, monitoring and the order consumer (aws-facts D11).
_USABLE_CONNECTIONS = 0.8
# Seconds that AWS leaves a Spot task.
_SPOT_NOTICE_SECONDS = 120
_LONGEST_RETENTION_DAYS = 14
# A message lists as many memory sizes; more it describes.
_LISTED_SIZES = 7

Mistakes = Iterator[Mistake]


@dataclass(frozen=True)
class OwnNetwork:
    """The address range of a network that the stack makes itself."""

    # Key of its region.
    region: str
    # Where the stack file says so, or would.
    path: str
    range: ipaddress.IPv4Network


def check(draft: Draft) -> list[Mistake]:
    """All that contradicts something else."""
    return [*_check_facts(draft), *(_check_sizing(draft, draft.sizing) if draft.sizing else ())]


def _check_facts(draft: Draft) -> Iterable[Mistake]:
    return itertools.chain(
        _when(domain_in_zone, draft.domain, draft.zone),
        _when(domain_on_certificate, draft.domain),
        _when(regions_differ, draft.regions),
        _when(network_regions_exist, draft.regions, draft.cidr_blocks, draft.network),
        _when(data_is_in_the_main_region, draft.data_regions, draft.regions),
        _when(subnets_differ, draft.network),
        _when(secrets_are_reachable, draft.secrets, draft.regions),
        _when(consumer_image_is_near, draft.images, draft.repository_prefix, draft.regions),
    )


def _check_sizing(draft: Draft, sizing: Sizing) -> Iterable[Mistake]:
    own = _own_networks(draft, sizing.network)
    return itertools.chain(
        _when(networks_do_not_overlap, own),
        _when(tasks_fit, own, sizing.network, *(service.scaling for _, service in sizing.services)),
        _when(tasks_can_start, own, sizing.network, draft.secrets),
        _when(queue_fits_consumer, sizing.order_queue, sizing.order_consumer),
        _when(dead_letters_outlive_messages, "orderQueue", sizing.order_queue),
        _when(dead_letters_outlive_messages, "notificationQueue", sizing.notification_queue),
        _check_worker("notificationWorker", sizing.notification_worker, sizing.notification_queue),
        _check_data(sizing),
        _when(edge_is_near, draft.regions, sizing.edge),
        *(
            _check_service(f"sizing.services.{name}", service, sizing.load_balancer)
            for name, service in sizing.services
        ),
    )


def _check_service(path: str, service: ServiceSizing, load_balancer: LoadBalancerSizing) -> Iterable[Mistake]:
    return itertools.chain(
        _when(fargate_has_size, path, service.task),
        _when(scaling_has_room, path, service.scaling),
        _when(service_shrinks_slowly, path, service.scaling),
        _when(health_checks_end, path, service.health_check),
        _when(start_is_awaited, path, service.timing, service.health_check),
        _when(requests_can_end, path, service.timing, service.scaling, load_balancer),
        _when(connections_outlive_load_balancer, path, service.timing, load_balancer),
    )


def _check_worker(name: str, worker: WorkerSizing | None, queue: QueueSizing | None) -> Iterable[Mistake]:
    if worker is None:
        return ()
    path = f"sizing.{name}"
    return itertools.chain(
        _when(fargate_has_size, path, worker.task),
        _when(workers_have_room, path, worker.scaling),
        _when(queue_fits_worker, name, queue, worker.timing),
    )


def _check_data(sizing: Sizing) -> Iterable[Mistake]:
    found = _when(cache_has_a_standby, sizing.cache, sizing.capabilities)
    if sizing.database is None or sizing.services is None:
        return found
    database = sizing.database
    return itertools.chain(
        found,
        _when(readers_have_room, database.instances),
        _when(database_has_a_standby, database.instances, sizing.capabilities),
        _when(capacity_has_room, database.serverless, database.instances, database.storage),
        _when(
            connections_fit,
            database,
            database.instances,
            database.serverless,
            sizing.pools,
            *(getattr(sizing.services, name).scaling for name in _SERVICES_WITH_DATABASE),
        ),
    )


def _when(relation: Callable[..., Mistakes], *values: object) -> Iterable[Mistake]:
    """The mistakes that ``relation`` finds in ``values``, if all of them are there."""
    return () if any(value is None for value in values) else relation(*values)


def domain_in_zone(domain: str, zone: str) -> Mistakes:
    if domain != zone and not domain.endswith(f".{zone}"):
        yield Mistake("domain", f"{domain} is not in the zone {zone}; allowed: {zone} or a name that ends in .{zone}")


def domain_on_certificate(domain: str) -> Mistakes:
    if len(domain) > _CERTIFICATE_NAME_CHARACTERS:
        allowed = f"{_CERTIFICATE_NAME_CHARACTERS}, the most that a certificate takes"
        yield Mistake("domain", f"{domain} has {len(domain)} characters; allowed: {allowed}")


def regions_differ(regions: facts.Regions) -> Mistakes:
    if MAIN_REGION not in regions:
        yield Mistake(f"regions.{MAIN_REGION}", "is missing; for example us-east-1")
    for code, count in Counter(regions.values()).items():
        if count > 1:
            keys = listed([key for key, value in regions.items() if value == code])
            yield Mistake("regions", f"{code} is there more than once ({keys}); allowed: each region once")
    partitions = sorted({_location(code).partition for code in regions.values()})
    if len(partitions) > 1:
        yield Mistake(
            "regions", f"are in several partitions ({', '.join(partitions)}); allowed: one, an account is in one only"
        )


def network_regions_exist(regions: facts.Regions, cidr_blocks: facts.CidrBlocks, networks: facts.Networks) -> Mistakes:
    for section, keys in (("cidrBlocks", cidr_blocks), ("network", networks)):
        for key in keys:
            if key not in regions:
                yield Mistake(
                    f"{section}.{key}",
                    f"there is no such region; allowed: {listed(list(regions))}, the keys of regions",
                )
    for key in cidr_blocks:
        if key in networks:
            yield Mistake(f"cidrBlocks.{key}", f"the network of {key} is there already; remove this or network.{key}")


def networks_do_not_overlap(own: Sequence[OwnNetwork]) -> Mistakes:
    for one, other in itertools.combinations(own, 2):
        if one.range.overlaps(other.range):
            yield Mistake(
                f"cidrBlocks.{other.region}",
                f"{other.range} overlaps {one.range} of {one.region};"
                " allowed: a range of its own for each region, or they can never be connected",
            )


def tasks_fit(own: Sequence[OwnNetwork], sizing: NetworkSizing, *services: ScalingSizing) -> Mistakes:
    tasks = _DEPLOYMENT_FACTOR * sum(service.max_tasks for service in services)
    needed = math.ceil(tasks / (sizing.zone_count - 1))
    for network in own:
        prefix = network.range.prefixlen + _PRIVATE_SUBNET_BITS
        free = 2 ** (32 - prefix) - _RESERVED_ADDRESSES - len(sizing.interface_endpoints)
        if needed > free:
            yield Mistake(
                network.path,
                f"{network.range} is too small: a zone's private subnet (/{prefix}) has {free} addresses for tasks, and"
                f" needs {needed} when a deployment doubles all maxTasks ({tasks} tasks) and one of {sizing.zone_count}"
                " zones is lost; allowed: a shorter prefix, down to /16, or fewer tasks",
            )


def tasks_can_start(own: Sequence[OwnNetwork], sizing: NetworkSizing, secrets: facts.Secrets) -> Mistakes:
    if sizing.nat is not Nat.NONE or not own:
        return
    stores = sorted({arn.split(":")[2] for names in secrets.values() for arn in names.values()})
    lacking = [name for name in (*_ENDPOINTS_WITHOUT_NAT, *stores) if name not in sizing.interface_endpoints]
    if lacking:
        yield Mistake(
            "sizing.network.interfaceEndpoints",
            f"lacks {', '.join(lacking)}, without which no task starts; allowed: these too, or another nat than none",
        )


def subnets_differ(networks: facts.Networks) -> Mistakes:
    for key, network in networks.items():
        tiers = {
            "publicSubnetIds": network.public_subnet_ids,
            "privateSubnetIds": network.private_subnet_ids,
            "dataSubnetIds": network.data_subnet_ids,
        }
        for (one, first), (other, second) in itertools.combinations(tiers.items(), 2):
            for subnet in sorted(set(first) & set(second)):
                yield Mistake(
                    f"network.{key}.{other}", f"{subnet} is in {one} as well; allowed: subnets of this tier only"
                )


def secrets_are_reachable(secrets: facts.Secrets, regions: facts.Regions) -> Mistakes:
    if facts.Service.ORDER_CONSUMER in secrets:
        yield Mistake(
            f"secrets.{facts.Service.ORDER_CONSUMER.value}",
            "is a Lambda function, into which nothing injects secrets; allowed: web, api, admin",
        )
    partitions = {_location(code).partition for code in regions.values()}
    for service, names in secrets.items():
        for name, arn in names.items():
            if name in environment.RESERVED:
                yield Mistake(f"secrets.{service.value}.{name}", "is set by the stack itself; allowed: any other name")
            partition = arn.split(":")[1]
            if partition not in partitions:
                yield Mistake(
                    f"secrets.{service.value}.{name}",
                    f"is in the partition {partition}; allowed: {listed(sorted(partitions))}, where the regions are",
                )


def consumer_image_is_near(images: facts.Images, repository_prefix: str, regions: facts.Regions) -> Mistakes:
    if facts.Service.ORDER_CONSUMER not in images:
        return
    for code in regions.values():
        registry = rf"[0-9]{{12}}\.dkr\.ecr\.{code}\.{re.escape(_location(code).dns_suffix)}(/.*)?"
        if not re.fullmatch(registry, repository_prefix.replace("{region}", code)):
            yield Mistake(
                "repositoryPrefix",
                f"{repository_prefix} has no image for orderConsumer in {code}, which must be in ECR in the same region"
                " for Lambda; allowed: a prefix such as 123456789012.dkr.ecr.{region}.amazonaws.com/shop",
            )


def fargate_has_size(path: str, task: TaskSizing) -> Mistakes:
    try:
        sizes = fargate_memory_options(task.cpu_units)
    except ValueError as error:  # the only one who lists the CPU sizes
        yield Mistake(f"{path}.task.cpuUnits", str(error))
        return
    if task.memory_mib not in sizes:
        step = sizes[1] - sizes[0]
        allowed = f"{sizes[0]} to {sizes[-1]} in steps of {step}" if len(sizes) > _LISTED_SIZES else listed(sizes)
        yield Mistake(
            f"{path}.task.memoryMib",
            f"{task.memory_mib} does not go with cpuUnits {task.cpu_units} on Fargate; allowed: {allowed}",
        )


def scaling_has_room(path: str, scaling: ScalingSizing) -> Mistakes:
    fewest, most = scaling.min_tasks, scaling.max_tasks
    if most < fewest:
        yield Mistake(f"{path}.scaling.maxTasks", f"{most} is below minTasks {fewest}; allowed: {fewest} to 5000")


def service_shrinks_slowly(path: str, scaling: ScalingSizing) -> Mistakes:
    down, up = scaling.scale_in_cooldown_seconds, scaling.scale_out_cooldown_seconds
    if down < up:
        yield Mistake(
            f"{path}.scaling.scaleInCooldownSeconds",
            f"{down} is below scaleOutCooldownSeconds {up}, so it shrinks faster than it grows; allowed: {up} to 3600",
        )


def health_checks_end(path: str, health: HealthCheckSizing) -> Mistakes:
    timeout, interval = health.timeout_seconds, health.interval_seconds
    if timeout >= interval:
        yield Mistake(
            f"{path}.healthCheck.timeoutSeconds",
            f"{timeout} is not below intervalSeconds {interval}; allowed: 2 to {min(interval - 1, 120)}",
        )


def start_is_awaited(path: str, timing: TimingSizing, health: HealthCheckSizing) -> Mistakes:
    given_up = health.unhealthy_threshold * health.interval_seconds
    needed = max(timing.start_period_seconds, given_up)
    if timing.grace_period_seconds < needed:
        yield Mistake(
            f"{path}.timing.gracePeriodSeconds",
            f"{timing.grace_period_seconds} is below the longer of startPeriodSeconds {timing.start_period_seconds} and"
            f" healthCheck.unhealthyThreshold x intervalSeconds {given_up}, so tasks are killed while they start;"
            f" allowed: {needed} and more",
        )


def requests_can_end(
    path: str, timing: TimingSizing, scaling: ScalingSizing, load_balancer: LoadBalancerSizing
) -> Mistakes:
    longest = timing.longest_request_seconds
    limit = f"{path.removeprefix('sizing.')}.timing.longestRequestSeconds"
    patience = {
        f"{path}.timing.deregistrationDelaySeconds": timing.deregistration_delay_seconds,
        f"{path}.scaling.scaleInCooldownSeconds": scaling.scale_in_cooldown_seconds,
        "sizing.loadBalancer.idleTimeoutSeconds": load_balancer.idle_timeout_seconds,
    }
    for place, seconds in patience.items():
        if seconds < longest:
            yield Mistake(
                place, f"{seconds} is below {limit} {longest}, so requests are cut off; allowed: {longest} and more"
            )


def connections_outlive_load_balancer(path: str, timing: TimingSizing, load_balancer: LoadBalancerSizing) -> Mistakes:
    kept, idle = timing.keep_alive_seconds, load_balancer.idle_timeout_seconds
    if kept <= idle:
        yield Mistake(
            f"{path}.timing.keepAliveSeconds",
            f"{kept} is not above loadBalancer.idleTimeoutSeconds {idle}, so requests meet closed connections;"
            f" allowed: {idle + 1} and more",
        )


def queue_fits_consumer(queue: QueueSizing, consumer: ConsumerSizing) -> Mistakes:
    needed = _VISIBILITY_FACTOR * consumer.timeout_seconds
    if queue.visibility_timeout_seconds < needed:
        yield Mistake(
            "sizing.orderQueue.visibilityTimeoutSeconds",
            f"{queue.visibility_timeout_seconds} is below {_VISIBILITY_FACTOR} x orderConsumer.timeoutSeconds"
            f" {consumer.timeout_seconds}, so orders are consumed twice; allowed: {needed} to 43200",
        )


def dead_letters_outlive_messages(name: str, queue: QueueSizing) -> Mistakes:
    kept = queue.retention_days
    if queue.dlq_retention_days <= kept:
        allowed = f"{kept + 1} to 14" if kept < _LONGEST_RETENTION_DAYS else "14, with a shorter retentionDays"
        yield Mistake(
            f"sizing.{name}.dlqRetentionDays",
            f"{queue.dlq_retention_days} is not above retentionDays {kept}, so dead letters vanish unread;"
            f" allowed: {allowed}",
        )


def _own_networks(draft: Draft, sizing: NetworkSizing | None) -> Sequence[OwnNetwork] | None:
    """The networks that the stack makes itself, the main region's first; None if a value is missing."""
    if sizing is None or draft.regions is None or draft.cidr_blocks is None or draft.network is None:
        return None
    return [
        OwnNetwork(
            key,
            f"cidrBlocks.{key}" if key in draft.cidr_blocks else "sizing.network.cidrBlock",
            ipaddress.IPv4Network(draft.cidr_blocks.get(key, sizing.cidr_block)),
        )
        for key in sorted(draft.regions, key=lambda key: (key != MAIN_REGION, key))
        if key not in draft.network
    ]


def _location(region: str) -> Location:
    return Location(region=region, account_id="")


def data_is_in_the_main_region(data_regions: facts.DataRegions, regions: facts.Regions) -> Mistakes:
    for key in data_regions:
        if key not in regions:
            yield Mistake("dataRegions", f"there is no region {key}; allowed: {MAIN_REGION}")
        elif key != MAIN_REGION:
            yield Mistake(
                "dataRegions",
                f"{key} cannot have a database and a cache of its own yet: they would have to follow those of"
                f" {MAIN_REGION}, which is not built; allowed: {MAIN_REGION}",
            )


def edge_is_near(regions: facts.Regions, edge: EdgeSizing) -> Mistakes:
    for key, code in regions.items():
        if not price_classes.has_place_near(edge.price_class, code):
            yield Mistake(
                "sizing.edge.priceClass",
                f"{edge.price_class} has no place near {code} ({key}); allowed: {price_classes.cheapest(code)} and more",
            )


def workers_have_room(path: str, scaling: WorkerScalingSizing) -> Mistakes:
    if scaling.max_tasks < scaling.min_tasks:
        yield Mistake(
            f"{path}.scaling.maxTasks",
            f"{scaling.max_tasks} is below minTasks {scaling.min_tasks}; allowed: {scaling.min_tasks} to 5000",
        )
    if scaling.on_demand_base < 1:
        yield Mistake(
            f"{path}.scaling.onDemandBase",
            "0 leaves no worker when AWS takes Spot capacity back, which on-demand capacity does not replace;"
            " allowed: 1 and more",
        )
    if scaling.acceptable_latency_seconds < scaling.processing_seconds:
        yield Mistake(
            f"{path}.scaling.acceptableLatencySeconds",
            f"{scaling.acceptable_latency_seconds} is below processingSeconds {scaling.processing_seconds}, so no number"
            f" of workers keeps it; allowed: {scaling.processing_seconds} and more",
        )
    if scaling.processing_seconds > _SPOT_NOTICE_SECONDS:
        yield Mistake(
            f"{path}.scaling.processingSeconds",
            f"{scaling.processing_seconds} is more than the notice of Spot, on which the workers run;"
            f" allowed: up to {_SPOT_NOTICE_SECONDS}",
        )


def queue_fits_worker(name: str, queue: QueueSizing, timing: WorkerTimingSizing) -> Mistakes:
    needed = timing.max_runtime_seconds + timing.stop_timeout_seconds
    if queue.visibility_timeout_seconds < needed:
        yield Mistake(
            f"sizing.{name.replace('Worker', 'Queue')}.visibilityTimeoutSeconds",
            f"{queue.visibility_timeout_seconds} is below {needed}, what a message may take ({name}.timing: maxRuntimeSeconds"
            f" {timing.max_runtime_seconds} + stopTimeoutSeconds {timing.stop_timeout_seconds});"
            f" allowed: {needed} to 43200",
        )
    if timing.stop_timeout_seconds != _SPOT_NOTICE_SECONDS:
        yield Mistake(
            f"sizing.{name}.timing.stopTimeoutSeconds",
            f"{timing.stop_timeout_seconds} wastes the notice of Spot; allowed: {_SPOT_NOTICE_SECONDS}",
        )


def cache_has_a_standby(cache: CacheSizing, capabilities: Capabilities) -> Mistakes:
    if capabilities.multi_az and cache.node_count < 2:
        yield Mistake(
            "sizing.cache.nodeCount",
            f"{cache.node_count} leaves no node to take over, which capabilities.multiAz asks for; allowed: 2 to 6",
        )


def database_has_a_standby(instances: InstancesSizing, capabilities: Capabilities) -> Mistakes:
    if capabilities.multi_az and instances.reader_count < 1:
        yield Mistake(
            "sizing.database.instances.readerCount",
            "0 leaves no instance to take over, which capabilities.multiAz asks for; allowed: 1 to 15",
        )


def readers_have_room(instances: InstancesSizing) -> Mistakes:
    if instances.max_readers < instances.reader_count:
        yield Mistake(
            "sizing.database.instances.maxReaders",
            f"{instances.max_readers} is below readerCount {instances.reader_count};"
            f" allowed: {instances.reader_count} to 15",
        )


def capacity_has_room(serverless: ServerlessSizing, instances: InstancesSizing, storage: StorageSizing) -> Mistakes:
    if not serverless.enabled:
        return
    if serverless.max_acu < serverless.min_acu:
        yield Mistake(
            "sizing.database.serverless.maxAcu",
            f"{serverless.max_acu:g} is below minAcu {serverless.min_acu:g}; allowed: {serverless.min_acu:g} to 256",
        )
    if serverless.min_acu == 0 and storage.proxy:
        yield Mistake(
            "sizing.database.storage.proxy",
            "true keeps a database awake that serverless.minAcu 0 is to let pause; allowed: false, or a higher minAcu",
        )
    if serverless.min_acu == 0 and instances.max_readers > instances.reader_count:
        yield Mistake(
            "sizing.database.instances.maxReaders",
            "scaling readers keeps a database awake that serverless.minAcu 0 is to let pause;"
            f" allowed: readerCount {instances.reader_count}, or a higher minAcu",
        )


def connections_fit(
    database: DatabaseSizing,
    instances: InstancesSizing,
    serverless: ServerlessSizing,
    pools: PoolSizing,
    *services: ScalingSizing,
) -> Mistakes:
    if database.storage and database.storage.proxy:  # it shares few connections among many clients
        return
    tasks = _DEPLOYMENT_FACTOR * sum(service.max_tasks for service in services)
    usable = int(_USABLE_CONNECTIONS * _connections(instances, serverless))
    readers = max(instances.reader_count, 1)
    needs = {
        "writerConnections": tasks * pools.writer_connections,
        "readerConnections": math.ceil(tasks * pools.reader_connections / readers),
    }
    if instances.reader_count == 0:  # the reader endpoint is the writer then
        needs = {"readerConnections": tasks * (pools.writer_connections + pools.reader_connections)}
    for pool, needed in needs.items():
        if needed > usable:
            yield Mistake(
                f"sizing.pools.{pool}",
                f"comes to {needed} connections to an instance when a deployment doubles the tasks of API and admin"
                f" ({tasks}), and an instance has {usable} for them; allowed: less, fewer tasks, larger instances or"
                " database.storage.proxy",
            )


def _connections(instances: InstancesSizing, serverless: ServerlessSizing) -> int:
    if serverless.enabled:
        return aurora_limits.serverless_max_connections(min_acu=serverless.min_acu, max_acu=serverless.max_acu)
    return aurora_limits.max_connections(instances.instance_class)

"""What settings accept, no component refuses: a user's mistake is told in a sentence, never by a traceback.

The components' arguments are made here as the region makes them. Whoever hands a further quantity to a component, or
lets one refuse more, adds it here.
"""

import random
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import pulumi
import pytest
from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.alias_generators import to_camel

from components.cache import CacheEngine, EvictionPolicy, ReplicationGroupArgs
from components.compute import (
    CapacityStrategy,
    Container,
    ContainerHealthCheck,
    Deployment,
    DeploymentStrategy,
    FargateServiceArgs,
    LoadBalancerTarget,
    Rollout,
    TaskScaling,
    TrafficShift,
)
from components.cost import BudgetArgs
from components.database import (
    AuroraClusterArgs,
    DatabaseInstance,
    DatabaseMonitoring,
    InsightsMode,
    ReaderScaling,
    ServerlessCapacity,
)
from components.edge import CacheTimes, OriginTimeouts, RateLimit
from components.fargate_sizes import check_fargate_size
from components.load_balancing import IngressSource, LoadBalancerArgs, TargetGroupArgs
from components.messaging import (
    FifoQueueArgs,
    OrderConsumerArgs,
    QueueSource,
    QueueWorkerArgs,
    StandardQueueArgs,
    WorkerScaling,
)
from components.naming import Location
from components.network import NatStrategy, NetworkArgs
from components.observability import AlertTopicArgs, TraceSamplingArgs, cache_alarms
from components.settings import Settings, SettingsError
from components.sizing import DEVELOPMENT, PRODUCTION, Nat, QueueSizing, ServiceSizing, Sizing, Strategy
from offline.recorder import run
from tests.components.ground_floor.stack_files import DIGEST, GOOD, configured

HERE = Location(region="us-east-1", account_id="123456789012")
IMAGE = f"123456789012.dkr.ecr.us-east-1.amazonaws.com/shop@{DIGEST}"
ZONES = {"us-east-1a": "subnet-0000000a", "us-east-1b": "subnet-0000000b"}
NAT = {Nat.NONE: NatStrategy.NONE, Nat.SINGLE: NatStrategy.SINGLE, Nat.PER_ZONE: NatStrategy.PER_ZONE}
STRATEGIES = {
    Strategy.ROLLING: DeploymentStrategy.ROLLING,
    Strategy.BLUE_GREEN: DeploymentStrategy.BLUE_GREEN,
    Strategy.CANARY: DeploymentStrategy.CANARY,
    Strategy.LINEAR: DeploymentStrategy.LINEAR,
}


def build(settings: Settings) -> None:
    """All arguments that a quantity goes into, as the region makes them."""
    sizing = settings.sizing
    build_network(sizing)
    build_edge(settings)
    for _, service in sizing.services:
        build_service(service)
    build_queues(sizing)
    build_worker(sizing)
    build_cache(sizing)
    build_database(sizing)
    TraceSamplingArgs(rule_name="requests", **sizing.tracing.model_dump())


def build_network(sizing: Sizing) -> None:
    NetworkArgs(
        location=HERE,
        cidr_block=sizing.network.cidr_block,
        zones=[f"us-east-1{letter}" for letter in "abcdef"[: sizing.network.zone_count]],
        nat=NAT[sizing.network.nat],
        interface_endpoints=sizing.network.interface_endpoints,
    )
    LoadBalancerArgs(
        vpc_id="vpc-1",
        subnet_ids=ZONES,
        certificate_arn="arn",
        ingress=IngressSource.CLOUDFRONT,
        idle_timeout_seconds=sizing.load_balancer.idle_timeout_seconds,
    )


def build_edge(settings: Settings) -> None:
    sizing, idle = settings.sizing.edge, settings.sizing.load_balancer.idle_timeout_seconds
    longest = max(service.timing.longest_request_seconds for _, service in settings.sizing.services)
    OriginTimeouts(load_balancer_idle_seconds=idle)
    OriginTimeouts(load_balancer_idle_seconds=idle, read_seconds=longest)
    CacheTimes(api_ttl_seconds=sizing.product_ttl_seconds)
    RateLimit(name="per-address", requests=sizing.requests_per_address)
    AlertTopicArgs(location=HERE, topic_name="alerts", email_addresses=settings.alert_emails)
    if settings.monthly_budget_usd is not None:
        budget = settings.monthly_budget_usd
        BudgetArgs(budget_name="b", monthly_usd=budget, email_addresses=settings.alert_emails, topic_arn="arn")


def build_service(sizing: ServiceSizing) -> None:
    health, timing, strategy = sizing.health_check, sizing.timing, STRATEGIES[sizing.deployment.strategy]
    TargetGroupArgs(
        vpc_id="vpc-1",
        health_path=health.path,
        healthy_threshold=health.healthy_threshold,
        unhealthy_threshold=health.unhealthy_threshold,
        health_interval_seconds=health.interval_seconds,
        health_timeout_seconds=health.timeout_seconds,
        deregistration_delay_seconds=timing.deregistration_delay_seconds,
    )
    deployment = Deployment(
        strategy=strategy, bake_minutes=sizing.deployment.bake_minutes, rollback_alarm_names=["target-5xx"]
    )
    shift = TrafficShift(
        alternate_target_group_arn="b",
        production_rule_arn="p",
        test_rule_arn="t",
        alternate_request_count_label="b",
    )
    check_fargate_size(sizing.task.cpu_units, sizing.task.memory_mib)
    FargateServiceArgs(
        location=HERE,
        service_name="web",
        cluster_name="services",
        vpc_id="vpc-1",
        subnet_ids=list(ZONES.values()),
        container=Container(
            image=IMAGE,
            health_check=ContainerHealthCheck(
                interval_seconds=health.interval_seconds,
                timeout_seconds=health.timeout_seconds,
                retries=health.unhealthy_threshold,
                start_period_seconds=timing.start_period_seconds,
            ),
            stop_timeout_seconds=timing.stop_timeout_seconds,
        ),
        load_balancer=LoadBalancerTarget(
            target_group_arn="a",
            listener_rule_arns=["p"],
            request_count_label="a",
            unhealthy_window_seconds=health.unhealthy_threshold * health.interval_seconds,
            deregistration_delay_seconds=timing.deregistration_delay_seconds,
            shift=shift if deployment.shifts_traffic else None,
        ),
        scaling=TaskScaling(**sizing.scaling.model_dump()),
        deployment=deployment,
        rollout=Rollout(
            health_check_grace_period_seconds=timing.grace_period_seconds,
            longest_request_seconds=timing.longest_request_seconds,
            timeout_minutes=30 + deployment.minutes,
        ),
    )


def source(sizing: QueueSizing) -> QueueSource:
    return QueueSource(arn="arn", visibility_timeout_seconds=sizing.visibility_timeout_seconds)


def build_queues(sizing: Sizing) -> None:
    for kind, queue in ((FifoQueueArgs, sizing.order_queue), (StandardQueueArgs, sizing.notification_queue)):
        kind(location=HERE, queue_name="queue", deletion_protection=True, **queue.model_dump())
    OrderConsumerArgs(
        location=HERE,
        function_name="consumer",
        image_uri=IMAGE,
        queue=source(sizing.order_queue),
        **sizing.order_consumer.model_dump(),
    )


def build_worker(sizing: Sizing) -> None:
    worker = sizing.notification_worker
    check_fargate_size(worker.task.cpu_units, worker.task.memory_mib)
    QueueWorkerArgs(
        location=HERE,
        service_name="worker",
        cluster_name="services",
        vpc_id="vpc-1",
        subnet_ids=list(ZONES.values()),
        container=Container(image=IMAGE, stop_timeout_seconds=worker.timing.stop_timeout_seconds),
        queue=source(sizing.notification_queue),
        max_runtime_seconds=worker.timing.max_runtime_seconds,
        scaling=WorkerScaling(**worker.scaling.model_dump(exclude={"on_demand_base"})),
        capacity=CapacityStrategy(on_demand_base=worker.scaling.on_demand_base, on_demand_weight=0, spot_weight=1),
    )


def build_cache(sizing: Sizing) -> None:
    cache, many = sizing.cache, sizing.capabilities.multi_az
    ReplicationGroupArgs(
        location=HERE,
        replication_group_id="cache",
        vpc_id="vpc-1",
        subnet_ids=ZONES,
        eviction_policy=EvictionPolicy.NOEVICTION,
        deletion_protection=sizing.capabilities.deletion_protection,
        final_snapshot_identifier="cache-final",
        engine=CacheEngine(cache.engine.value),
        node_type=cache.node_type,
        node_count=cache.node_count,
        automatic_failover=many,
        multi_az=many,
        snapshot_retention_days=cache.snapshot_retention_days,
    )
    cache_alarms(replication_group_id="cache", node_count=cache.node_count, vcpus=2)


def build_database(sizing: Sizing) -> None:
    instances, serverless, storage = sizing.database.instances, sizing.database.serverless, sizing.database.storage
    pauses = serverless.enabled and serverless.min_acu == 0
    capacity = ServerlessCapacity(
        min_acu=serverless.min_acu,
        max_acu=serverless.max_acu,
        seconds_until_auto_pause=serverless.pause_after_seconds if pauses else None,
    ) if serverless.enabled else None  # fmt: skip
    watched = capacity is None or capacity.min_acu >= 2
    kind = "db.serverless" if serverless.enabled else instances.instance_class
    scales = instances.max_readers > instances.reader_count
    AuroraClusterArgs(
        location=HERE,
        cluster_identifier="database",
        vpc_id="vpc-1",
        subnet_ids=ZONES,
        deletion_protection=sizing.capabilities.deletion_protection,
        final_snapshot_identifier="database-final",
        instances={
            f"instance-{n}": DatabaseInstance(instance_class=kind, promotion_tier=n)
            for n in range(instances.reader_count + 1)
        },
        serverless=capacity,
        reader_scaling=ReaderScaling(max_readers=instances.max_readers) if scales else None,
        backup_retention_days=storage.backup_retention_days,
        monitoring=DatabaseMonitoring(insights=InsightsMode.STANDARD if watched else InsightsMode.OFF),
        idle_session_timeout_seconds=serverless.pause_after_seconds // 2 if pauses else None,
    )


# --- what users may write


def leaves(model: BaseModel, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """The path of every quantity, with values at its borders."""
    for name, field in type(model).model_fields.items():
        value, place = getattr(model, name), (*path, to_camel(name))
        if isinstance(value, BaseModel):
            yield from leaves(value, place)
        elif isinstance(value, bool):
            yield place, [True, False]
        elif isinstance(value, Enum):
            yield place, [choice.value for choice in type(value)]
        else:
            bounds = [bound.ge if isinstance(bound, Ge) else bound.le for bound in field.metadata
                      if isinstance(bound, Ge | Le)]  # fmt: skip
            yield place, [*bounds, *(bound + step for bound, step in zip(bounds, (1, -1), strict=False))]


LEAVES = [(path, values) for path, values in leaves(PRODUCTION) if values]


def changed(profile: str, changes: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    sizing: dict[str, Any] = {}
    for (*groups, name), value in changes.items():
        place = sizing
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = value
    return {**GOOD, "profile": profile, "sizing": sizing}


def accepted(file: Mapping[str, Any]) -> Settings | None:
    pulumi.runtime.set_all_config(configured(file), [])
    try:
        return Settings.load()
    except SettingsError:
        return None


def count_built(files: list[dict[str, Any]]) -> int:
    """How many of the files are accepted; all of those are built from."""
    built: list[Settings] = []

    def program() -> None:
        for file in files:
            settings = accepted(file)
            if settings is not None:
                build(settings)
                built.append(settings)

    run(program)
    return len(built)


@pytest.mark.parametrize("profile", ["production", "development"])
def test_components_take_every_single_quantity_at_its_borders(profile: str) -> None:
    files = [changed(profile, {path: value}) for path, values in LEAVES for value in values]

    assert len(files) > 300
    assert count_built(files) > len(files) / 2


@pytest.mark.parametrize("profile", ["production", "development"])
def test_components_take_whatever_settings_accept(profile: str) -> None:
    """A sample, the same every time, of several changes at once: within one group or anywhere."""
    dice = random.Random(20261124)  # noqa: S311 - not for secrets
    groups = sorted({path[:2] for path, _ in LEAVES})
    files = []
    for number in range(300):
        near = dice.choice(groups)
        among = [leaf for leaf in LEAVES if number % 2 or leaf[0][:2] == near or leaf[0][0] == near[0]]
        some = dice.sample(among, min(len(among), dice.randint(2, 4)))
        files.append(changed(profile, {path: dice.choice(values) for path, values in some}))

    assert count_built(files) > 30


@pytest.mark.parametrize("base", [PRODUCTION, DEVELOPMENT])
def test_a_deployment_waits_for_the_slowest_replacement_of_a_task(base: Sizing) -> None:
    """Grace period, drain and stop, each as long as it may be, still fit the half hour that a rollout is given."""
    timing = {"gracePeriodSeconds": 900, "deregistrationDelaySeconds": 600, "stopTimeoutSeconds": 120}
    for strategy in Strategy:
        service = {"timing": timing, "deployment": {"strategy": strategy.value, "bakeMinutes": 1440}}
        profile = "production" if base is PRODUCTION else "development"
        assert count_built([{**GOOD, "profile": profile, "sizing": {"services": {"api": service}}}]) == 1


def test_the_edge_keeps_connections_as_long_as_settings_believe() -> None:
    keeps = OriginTimeouts().keep_alive_seconds

    def idle(seconds: int) -> Settings | None:
        return accepted(changed("production", {("loadBalancer", "idleTimeoutSeconds"): seconds}))

    def program() -> None:
        assert idle(keeps) is None
        assert idle(keeps + 1) is not None

    run(program)

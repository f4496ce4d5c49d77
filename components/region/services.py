"""The services behind the load balancer: which requests each gets, and what it is told."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import environment, iam
from components.compute import (
    CanaryShift,
    Cluster,
    Container,
    ContainerHealthCheck,
    CpuArchitecture,
    Deployment,
    DeploymentStrategy,
    FargateService,
    FargateServiceArgs,
    LinearShift,
    LoadBalancerTarget,
    Rollout,
    TaskScaling,
    TrafficShift,
)
from components.load_balancing import (
    LoadBalancer,
    RouteArgs,
    TargetGroup,
    TargetGroupArgs,
    request_count_label,
    route_for_tests,
)
from components.messaging import FifoQueue, StandardQueue
from components.network import NetworkView
from components.observability import AlarmSet, AlarmSpec, Severity, target_group_alarms
from components.region.alarms import Watch
from components.region.data import Data
from components.region.site import Site
from components.settings import Service
from components.sizing import ScalingSizing, ServiceSizing, Strategy

_STRATEGIES = {
    Strategy.ROLLING: DeploymentStrategy.ROLLING,
    Strategy.BLUE_GREEN: DeploymentStrategy.BLUE_GREEN,
    Strategy.CANARY: DeploymentStrategy.CANARY,
    Strategy.LINEAR: DeploymentStrategy.LINEAR,
}
_PORT = 8080  # the article's
_TEST_RULES_BEFORE = 5  # a release under test is asked for by a rule this much before the route's own
_NONE_HEALTHY = "none-healthy"  # the alarm's key
_EMPTY = "empty"  # the key of the same alarm on one group of a pair
_ROLLOUT_MINUTES = 30  # compute's own default, to which bake times are added
_WITH_DATABASE = (Service.API, Service.ADMIN)  # the others ask the cache only: their tasks would need connections, too


@dataclass(frozen=True, kw_only=True)
class Route:
    """Requests that a service gets."""

    priority: int
    paths: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


def routes(domain: str) -> Mapping[Service, Mapping[str, Route]]:
    """Which requests each service gets, by rule name. The lowest priority is asked first; what fits none gets a 404."""
    return {
        Service.API: {
            "api-host": Route(priority=10, hosts=(f"api.{domain}",)),
            "api-path": Route(priority=20, paths=("/api/*",)),
        },
        Service.ADMIN: {"admin-path": Route(priority=30, paths=("/admin", "/admin/*"))},
        Service.WEB: {"web-rest": Route(priority=100, hosts=(domain, f"origin.{domain}"))},
    }


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """What services stand beside."""

    network: NetworkView
    load_balancer: LoadBalancer
    cluster: Cluster
    orders: FifoQueue
    notifications: StandardQueue
    data: Data | None
    watch: Watch
    # Name of the SSM parameter with the distribution's id.
    distribution_parameter: str


def make_services(site: Site, neighbours: Neighbours) -> Mapping[Service, FargateService]:
    """Every service behind the load balancer that has an image."""
    made = {
        service: _make_service(site, neighbours, service, image)
        for service in routes(site.settings.domain)
        if (image := site.settings.image(service, site.location, site.names)) is not None
    }
    for service, built in made.items():
        built.allow_from("lb", neighbours.load_balancer.security_group)
        if neighbours.data is not None:
            neighbours.data.cache.allow_from(service.value, built.security_group)
        if neighbours.data is not None and service in _WITH_DATABASE:
            neighbours.data.allow_from(service.value, built.security_group)
            neighbours.data.database.grant_read_master_secret(service.value, built.task_role)
        _grant(site, neighbours, service, built)
    return made


def _grant(site: Site, neighbours: Neighbours, service: Service, built: FargateService) -> None:
    """What a service may do beyond answering."""
    if service is Service.API:
        neighbours.orders.grant_send(service.value, built.task_role)
        neighbours.notifications.grant_send(service.value, built.task_role)
    if service is Service.ADMIN:  # the product writer: it finds out which distribution keeps its answers
        parameter = site.location.arn("ssm", f"parameter{neighbours.distribution_parameter}")
        read = iam.allow(["ssm:GetParameter"], [parameter])
        iam.grant(site.logical("distribution-read-admin"), built.task_role, read, parent=built)


def _make_service(site: Site, neighbours: Neighbours, service: Service, image: str) -> FargateService:
    sizing: ServiceSizing = getattr(site.sizing.services, service.value)
    targets, alarms = _make_targets(site, neighbours, service, sizing)
    deployment = _deployment(sizing, [name for made in alarms for name in made.names()])
    return FargateService(
        site.logical(service.value),
        FargateServiceArgs(
            location=site.location,
            service_name=site.names.physical(service.value, limit=255),
            cluster_name=neighbours.cluster.name,
            vpc_id=neighbours.network.vpc_id,
            subnet_ids=neighbours.network.private_subnets,
            container=_container(site, neighbours, service, sizing, image),
            cpu_units=sizing.task.cpu_units,
            memory_mib=sizing.task.memory_mib,
            cpu_architecture=CpuArchitecture[sizing.task.architecture.name],
            facts={
                environment.MAX_RUNTIME_SECONDS: "0",  # it consumes no queue, whatever URLs it holds
                environment.KEEP_ALIVE_SECONDS: str(sizing.timing.keep_alive_seconds),
                **(_pools(site) if service in _WITH_DATABASE else {}),
            },
            load_balancer=targets[0],
            more_load_balancers=targets[1:],
            scaling=_scaling(sizing.scaling),
            deployment=deployment,
            rollout=Rollout(
                health_check_grace_period_seconds=sizing.timing.grace_period_seconds,
                longest_request_seconds=sizing.timing.longest_request_seconds,
                timeout_minutes=_ROLLOUT_MINUTES + deployment.minutes,
            ),
            log_retention_days=site.sizing.logs.retention_days,
        ),
        site.options(),
    )


def _pools(site: Site) -> Mapping[str, str]:
    """Connections that a task may keep: the same as its variables, where the policy pack can always read them."""
    return {
        environment.DATABASE_WRITER_POOL: str(site.sizing.pools.writer_connections),
        environment.DATABASE_READER_POOL: str(site.sizing.pools.reader_connections),
    }


def _scaling(sizing: ScalingSizing) -> TaskScaling:
    return TaskScaling(
        min_tasks=sizing.min_tasks,
        max_tasks=sizing.max_tasks,
        cpu_percent=sizing.cpu_percent,
        memory_percent=sizing.memory_percent,
        requests_per_target_per_minute=sizing.requests_per_target_per_minute,
        scale_in_cooldown_seconds=sizing.scale_in_cooldown_seconds,
        scale_out_cooldown_seconds=sizing.scale_out_cooldown_seconds,
    )


def _deployment(sizing: ServiceSizing, alarm_names: Sequence[pulumi.Input[str]]) -> Deployment:
    strategy = sizing.deployment.strategy
    return Deployment(
        strategy=_STRATEGIES[strategy],
        bake_minutes=sizing.deployment.bake_minutes,
        canary=CanaryShift() if strategy is Strategy.CANARY else None,
        linear=LinearShift() if strategy is Strategy.LINEAR else None,
        rollback_alarm_names=alarm_names,
    )


# --- what it is told


def _container(site: Site, neighbours: Neighbours, service: Service, sizing: ServiceSizing, image: str) -> Container:
    health, timing = sizing.health_check, sizing.timing
    secrets: dict[str, pulumi.Input[str]] = dict(site.settings.secrets_of(service))
    if neighbours.data is not None:
        secrets |= neighbours.data.cache_secrets()
    return Container(
        image=image,
        port=_PORT,
        environment=_variables(site, neighbours, service, timing.keep_alive_seconds),
        secrets=secrets,
        health_check=ContainerHealthCheck(
            command=["CMD-SHELL", f"curl -f http://localhost:{_PORT}{health.path} || exit 1"],
            interval_seconds=health.interval_seconds,
            timeout_seconds=health.timeout_seconds,
            retries=health.unhealthy_threshold,
            start_period_seconds=timing.start_period_seconds,
        ),
        stop_timeout_seconds=timing.stop_timeout_seconds,
    )


def _variables(
    site: Site, neighbours: Neighbours, service: Service, keep_alive_seconds: int
) -> Mapping[str, pulumi.Input[str]]:
    variables: dict[str, pulumi.Input[str]] = {environment.KEEP_ALIVE_SECONDS: str(keep_alive_seconds)}
    if neighbours.data is not None:
        variables |= neighbours.data.cache_variables()
    if neighbours.data is not None and service in _WITH_DATABASE:
        variables |= neighbours.data.database_variables(site, site.sizing.pools)
    if service is Service.WEB:
        variables[environment.API_URL] = f"https://{site.settings.domain}"
    if service is Service.API:
        variables[environment.ORDER_QUEUE_URL] = neighbours.orders.url
        variables[environment.NOTIFICATION_QUEUE_URL] = neighbours.notifications.url
    if service is Service.ADMIN:
        variables[environment.DISTRIBUTION_PARAMETER] = neighbours.distribution_parameter
    return variables


# --- how requests reach it


def _make_targets(
    site: Site, neighbours: Neighbours, service: Service, sizing: ServiceSizing
) -> tuple[list[LoadBalancerTarget], list[AlarmSet]]:
    """The ways to a service, and the alarms that send a bad release back.

    A rolling deployment needs one target group, which all routes lead to. Where ECS moves the traffic itself, each
    route needs a pair of groups of its own.
    """
    rules = routes(site.settings.domain)[service]
    if sizing.deployment.strategy is Strategy.ROLLING:
        group = _make_group(site, neighbours, service.value, sizing)
        lead = [_lead(neighbours, rule, route, group).arn for rule, route in rules.items()]
        alarms = neighbours.watch.over(f"{service.value}-target", _group_alarms(neighbours, group))
        neighbours.watch.route({service.value: alarms}, _NONE_HEALTHY)
        return [_target(neighbours, sizing, group, lead, None)], [alarms]
    made = [
        _make_pair(site, neighbours, service.value if first else rule, rule, route, sizing)
        for first, (rule, route) in zip([True, *[False] * len(rules)], rules.items(), strict=False)
    ]
    return [target for target, _ in made], [alarm for _, alarms in made for alarm in alarms]


def _make_pair(
    site: Site, neighbours: Neighbours, name: str, rule: str, route: Route, sizing: ServiceSizing
) -> tuple[LoadBalancerTarget, list[AlarmSet]]:
    """Two groups for one route: one for today's release, one for tomorrow's."""
    group, other = (_make_group(site, neighbours, made, sizing) for made in (name, f"{name}-b"))
    args = RouteArgs(
        priority=route.priority,
        target_group=group,
        alternate_group=other,
        path_patterns=route.paths,
        host_headers=route.hosts,
    )
    production = neighbours.load_balancer.route(rule, args)
    priority = route.priority - _TEST_RULES_BEFORE
    test = neighbours.load_balancer.route(f"{rule}-test", route_for_tests(args, priority=priority, value="release"))
    shift = TrafficShift(
        alternate_target_group_arn=other.arn,
        production_rule_arn=production.arn,
        test_rule_arn=test.arn,
        alternate_request_count_label=request_count_label(neighbours.load_balancer, other),
    )
    watched = zip((name, f"{name}-b"), _pair_alarms(neighbours, group, other), strict=True)
    alarms = [neighbours.watch.over(f"{made}-target", specs) for made, specs in watched]
    each = {name: _empty_alarm(neighbours, group), f"{name}-b": _empty_alarm(neighbours, other)}
    sets = {made: neighbours.watch.over(f"{made}-target-group", specs, gate=False) for made, specs in each.items()}
    neighbours.watch.route(sets, _EMPTY)
    return _target(neighbours, sizing, group, [production.arn], shift), alarms


def _pair_alarms(
    neighbours: Neighbours, group: TargetGroup, other: TargetGroup
) -> tuple[Mapping[str, AlarmSpec], Mapping[str, AlarmSpec]]:
    """Alarms of both groups. Between releases either one has no tasks, so healthy ones are counted over both."""
    first, second = dict(_group_alarms(neighbours, group)), dict(_group_alarms(neighbours, other))
    alone, there = first[_NONE_HEALTHY], second.pop(_NONE_HEALTHY)
    counts = {"here": alone.metrics["healthy"], "there": there.metrics["healthy"]}
    together = dataclasses.replace(alone, metrics=counts, expression="FILL(here, 0) + FILL(there, 0)")
    return {**first, _NONE_HEALTHY: together}, second


def _empty_alarm(neighbours: Neighbours, group: TargetGroup) -> Mapping[str, AlarmSpec]:
    """For Route 53, which counts the groups that have healthy tasks. Of a pair one has none between releases."""
    alarm = dataclasses.replace(
        _group_alarms(neighbours, group)[_NONE_HEALTHY],
        summary="This one of a route's two target groups has no healthy task, as is right between releases.",
        severity=Severity.SILENT,
    )
    return {_EMPTY: alarm}


def _group_alarms(neighbours: Neighbours, group: TargetGroup) -> Mapping[str, AlarmSpec]:
    return target_group_alarms(load_balancer=neighbours.load_balancer.arn_suffix, target_group=group.arn_suffix)


def _lead(neighbours: Neighbours, rule: str, route: Route, group: TargetGroup) -> aws.lb.ListenerRule:
    args = RouteArgs(priority=route.priority, target_group=group, path_patterns=route.paths, host_headers=route.hosts)
    return neighbours.load_balancer.route(rule, args)


def _make_group(site: Site, neighbours: Neighbours, name: str, sizing: ServiceSizing) -> TargetGroup:
    health = sizing.health_check
    args = TargetGroupArgs(
        vpc_id=neighbours.network.vpc_id,
        port=_PORT,
        health_path=health.path,
        healthy_threshold=health.healthy_threshold,
        unhealthy_threshold=health.unhealthy_threshold,
        health_interval_seconds=health.interval_seconds,
        health_timeout_seconds=health.timeout_seconds,
        deregistration_delay_seconds=sizing.timing.deregistration_delay_seconds,
    )
    return TargetGroup(site.logical(name), args, site.options())


def _target(
    neighbours: Neighbours,
    sizing: ServiceSizing,
    group: TargetGroup,
    rule_arns: Sequence[pulumi.Input[str]],
    shift: TrafficShift | None,
) -> LoadBalancerTarget:
    health = sizing.health_check
    return LoadBalancerTarget(
        target_group_arn=group.arn,
        listener_rule_arns=rule_arns,
        request_count_label=request_count_label(neighbours.load_balancer, group),
        unhealthy_window_seconds=health.unhealthy_threshold * health.interval_seconds,
        deregistration_delay_seconds=sizing.timing.deregistration_delay_seconds,
        shift=shift,
    )

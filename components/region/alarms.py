"""Who watches the region: alarms by tier, whom they tell, and what people look at when they ring."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pulumi

from components import aurora_limits
from components.edge import OriginAlarm
from components.observability import (
    AlarmSet,
    AlarmSetArgs,
    AlarmSpec,
    AlertTopic,
    AlertTopicArgs,
    Dashboard,
    DashboardArgs,
    DashboardSection,
    DeploymentGate,
    DeploymentGateArgs,
    RequestMetrics,
    RequestMetricsArgs,
    SavedQueries,
    SavedQueriesArgs,
    TraceSampling,
    TraceSamplingArgs,
    cache_alarms,
    database_alarms,
    function_alarms,
    load_balancer_alarms,
    queue_alarms,
    request_alarms,
    service_alarms,
)
from components.region.site import Site
from components.settings import Service
from components.sizing import ServiceSizing

if TYPE_CHECKING:
    from components.region.region import Region

_SMALL_NODE_VCPUS = 2  # of every node type up to large


class Watch:
    """Makes alarm sets, and remembers them for the dashboard, the gate and the health of the region.

    ``origin_alarms`` ring while a target group has no healthy task. The region can serve everything while as many of
    them are quiet as it has ``routes``: of the two groups that a route may have, one has no tasks between releases. So
    while one service is released an outage of another may be missed; between releases none is. Of the alarms that page
    only those of a single group's tasks can be read by Route 53: metric math adds up the groups of a pair, and makes
    percents of errors.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._sections: dict[str, Mapping[str, AlarmSpec]] = {}
        self._gate: list[AlarmSet] = []
        self.origin_alarms: dict[str, OriginAlarm] = {}
        self.routes = 0
        args = AlertTopicArgs(
            location=site.location,
            topic_name=site.names.physical("alerts", limit=256),
            email_addresses=site.settings.alert_emails,
        )
        self.topic = AlertTopic(site.logical("alerts"), args, site.options())

    def over(self, what: str, alarms: Mapping[str, AlarmSpec], *, gate: bool = True) -> AlarmSet:
        """Watch over ``what``; with ``gate``, no deployment starts while one of the alarms rings."""
        args = AlarmSetArgs(
            location=self._site.location,
            name_prefix=self._site.names.physical(what, limit=200),
            alarms=alarms,
            page_topic_arn=self.topic.topic_arn,
        )
        made = AlarmSet(self._site.logical(f"{what}-alarms"), args, self._site.options())
        self._sections[what] = alarms
        if gate:
            self._gate.append(made)
        return made

    def route(self, groups: Mapping[str, AlarmSet], alarm: str) -> None:
        """A way to a service: requests are answered while ``alarm`` is quiet for one of these target groups."""
        self.routes += 1
        for what, made in groups.items():
            self.origin_alarms[what] = OriginAlarm(alarm_name=made.name_of(alarm), settings=made.settings_of(alarm))

    def close(self) -> None:
        """What is made of all alarms: the gate for deployments, and the dashboard."""
        site = self._site
        names = [name for alarms in self._gate for name in alarms.names()]
        gate = DeploymentGateArgs(
            location=site.location, gate_name=site.names.physical("deployment-gate", limit=255), alarm_names=names
        )
        DeploymentGate(site.logical("deployment-gate"), gate, site.options())
        sections = [
            DashboardSection(title=what, region=site.location.region, alarms=alarms)
            for what, alarms in self._sections.items()
        ]
        board = DashboardArgs(
            dashboard_name=site.names.physical(f"overview-{site.location.region}", limit=255), sections=sections
        )
        Dashboard(site.logical("overview"), board, site.options())


def watch_region(site: Site, region: "Region") -> None:
    """Alarms of everything that was built, after it was built; target groups have theirs already."""
    watch = region.watch
    watch.over("lb", load_balancer_alarms(load_balancer=region.load_balancer.arn_suffix))
    watch.over(
        "order-events-queue", queue_alarms(queue_name=region.orders.name, dlq_name=region.orders.dlq_name), gate=False
    )
    watch.over(
        "notifications-queue",
        queue_alarms(queue_name=region.notifications.name, dlq_name=region.notifications.dlq_name),
        gate=False,
    )
    _watch_services(site, region)
    if region.order_consumer is not None:
        function = function_alarms(function_name=region.order_consumer.function_name)
        watch.over(f"{Service.ORDER_CONSUMER.repository}-function", function, gate=False)
    _watch_data(site, region)
    _trace(site)
    watch.close()


def _watch_services(site: Site, region: "Region") -> None:
    namespace = site.names.prefix
    groups = []
    for service, built in region.services.items():
        sizing: ServiceSizing = getattr(site.sizing.services, service.value)
        specs = {
            **service_alarms(
                cluster_name=region.cluster.name,
                service_name=built.service_name,
                min_tasks=sizing.scaling.min_tasks,
            ),
            **request_alarms(namespace=namespace, service=service.value),
        }
        region.watch.over(f"{service.value}-service", specs, gate=False)
        _count_requests(site, service, built.log_group_name, namespace)
        groups.append(built.log_group_name)
    if region.notification_worker is not None:
        workers = service_alarms(
            cluster_name=region.cluster.name,
            service_name=region.notification_worker.service_name,
            min_tasks=site.sizing.notification_worker.scaling.min_tasks,
        )
        region.watch.over(f"{Service.NOTIFICATION_WORKER.repository}-service", workers, gate=False)
        groups.append(region.notification_worker.log_group_name)
    if groups:
        queries = SavedQueriesArgs(folder=site.names.prefix, log_group_names=groups)
        SavedQueries(site.logical("queries"), queries, site.options())


def _count_requests(site: Site, service: Service, log_group_name: pulumi.Input[str], namespace: str) -> None:
    args = RequestMetricsArgs(log_group_name=log_group_name, namespace=namespace)
    RequestMetrics(site.logical(f"{service.value}-requests"), args, site.options())


def _watch_data(site: Site, region: "Region") -> None:
    if region.data is None:
        return
    cache, sizing = region.data.cache, site.sizing
    nodes = cache_alarms(
        replication_group_id=cache.replication_group_id,
        node_count=sizing.cache.node_count,
        vcpus=_SMALL_NODE_VCPUS,
    )
    region.watch.over("cache", nodes, gate=False)
    serverless, instances = sizing.database.serverless, sizing.database.instances
    if serverless.enabled:
        connections = aurora_limits.serverless_max_connections(min_acu=serverless.min_acu, max_acu=serverless.max_acu)
        memory = None
    else:
        connections = aurora_limits.max_connections(instances.instance_class)
        memory = aurora_limits.instance_memory_gib(instances.instance_class)
    database = database_alarms(
        cluster_id=region.data.database.cluster_identifier,
        max_connections=connections,
        memory_gib=memory,
        has_readers=instances.reader_count > 0,
    )
    region.watch.over("database", database, gate=False)


def _trace(site: Site) -> None:
    sizing = site.sizing.tracing
    args = TraceSamplingArgs(
        rule_name=site.names.physical("requests", limit=25),
        requests_per_second=sizing.requests_per_second,
        traces_per_second=sizing.traces_per_second,
    )
    TraceSampling(site.logical("tracing"), args, site.options())

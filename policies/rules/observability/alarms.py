"""What alarms watch: their metrics, and the resources that the dimensions of these name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rules import identity
from rules.resource import Resource, read, read_list
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN, Unknown

ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"

QUEUE: Final = "aws:sqs/queue:Queue"
LOAD_BALANCER: Final = "aws:lb/loadBalancer:LoadBalancer"
DATABASE_CLUSTER: Final = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE: Final = "aws:rds/clusterInstance:ClusterInstance"
DATABASE_INSTANCE: Final = "aws:rds/instance:Instance"
REPLICATION_GROUP: Final = "aws:elasticache/replicationGroup:ReplicationGroup"
CACHE_CLUSTER: Final = "aws:elasticache/cluster:Cluster"
_TARGET_GROUP: Final = "aws:lb/targetGroup:TargetGroup"
_SERVICE: Final[dict[str, tuple[str, ...]]] = {
    "ClusterName": ("aws:ecs/cluster:Cluster",),
    "ServiceName": ("aws:ecs/service:Service",),
}
_BALANCER: Final[dict[str, tuple[str, ...]]] = {"LoadBalancer": (LOAD_BALANCER,), "TargetGroup": (_TARGET_GROUP,)}

# The dimensions of each namespace that name a resource, and its types. Source: "AWS services that publish CloudWatch
# metrics" of the CloudWatch User Guide, and the page of each service that it leads to.
DIMENSIONS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "AWS/ApplicationELB": _BALANCER,
    "AWS/NetworkELB": _BALANCER,
    "AWS/CloudFront": {"DistributionId": ("aws:cloudfront/distribution:Distribution",)},
    "AWS/DynamoDB": {"TableName": ("aws:dynamodb/table:Table",)},
    "AWS/ECS": _SERVICE,
    "ECS/ContainerInsights": _SERVICE,
    "AWS/ElastiCache": {
        "CacheClusterId": (REPLICATION_GROUP, CACHE_CLUSTER),
        "ReplicationGroupId": (REPLICATION_GROUP,),
    },
    "AWS/Lambda": {"FunctionName": ("aws:lambda/function:Function",)},
    "AWS/NATGateway": {"NatGatewayId": ("aws:ec2/natGateway:NatGateway",)},
    "AWS/RDS": {
        "DBClusterIdentifier": (DATABASE_CLUSTER,),
        "DBInstanceIdentifier": (CLUSTER_INSTANCE, DATABASE_INSTANCE),
    },
    "AWS/SNS": {"TopicName": ("aws:sns/topic:Topic",)},
    "AWS/SQS": {"QueueName": (QUEUE,)},
}

# A node of a replication group has the group's id, its shard's number where there are shards, and its own.
_NODE: Final = re.compile(r"(?P<group>.+?)(?:-\d{4})?-\d{3}")


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A metric that an alarm looks at; ``path`` is where the alarm describes it, () for its only one."""

    alarm: Resource
    path: tuple[str | int, ...]
    namespace: Any
    name: Any

    @property
    def dimensions(self) -> Mapping[str, Any] | Unknown:
        """Its dimensions by name; UNKNOWN when they are hidden as a whole."""
        found = read(self.alarm, *self.path, "dimensions", default={})
        return found if isinstance(found, dict) else UNKNOWN


@dataclass(frozen=True)
class Watching:
    """Which metrics of alarms are of which resource, by its URN. ``hidden``: they may be of any in their namespace."""

    sure: dict[str, list[Metric]] = field(default_factory=lambda: defaultdict(list))
    one_of: dict[str, list[Metric]] = field(default_factory=lambda: defaultdict(list))
    hidden: list[Metric] = field(default_factory=list)

    def of(self, resource: Resource) -> tuple[Metric, ...]:
        """The metrics that surely are of this resource."""
        return tuple(self.sure.get(resource.urn, ()))

    def perhaps_of(self, resource: Resource) -> tuple[Metric, ...]:
        """The metrics that may be of this resource."""
        own = [metric for metric in self.hidden if resource.token in _types(metric.namespace)]
        return (*self.one_of.get(resource.urn, ()), *own)


def metrics(alarm: Resource) -> tuple[Metric, ...]:
    """The metrics of an alarm; one with nothing but UNKNOWN for those that are hidden."""
    name = read(alarm, "metricName")
    single = [_metric(alarm, ())] if name is not None else []
    if read(alarm, "evaluationCriteria") is not None:
        return (_hidden(alarm, ("evaluationCriteria",)),)  # a query in PromQL, which may be over all resources
    queries = read_list(alarm, "metricQueries")
    if queries is UNKNOWN:
        return (*single, _hidden(alarm, ("metricQueries",)))
    return (*single, *(metric for index in range(len(queries)) for metric in _queried(alarm, index)))


def watching(stack: Stack) -> Watching:
    """What the alarms of a stack watch: use it by `stack.derived`."""
    found = Watching()
    for alarm in stack.of(ALARM):
        for metric in metrics(alarm):
            _enter(found, stack, metric)
    return found


def subjects(stack: Stack, metric: Metric) -> tuple[tuple[str, Link], ...]:
    """The dimensions that name a resource, and what they mean. Unknown ones may lead to several types."""
    by_name = DIMENSIONS.get(metric.namespace, {}) if isinstance(metric.namespace, str) else {}
    known = metric.dimensions
    names = by_name if known is UNKNOWN else [name for name in by_name if name in known]
    return tuple((name, link) for name in names for link in _links(stack, metric, name, by_name[name]))


def _links(stack: Stack, metric: Metric, name: str, types: tuple[str, ...]) -> Iterator[Link]:
    place = (*metric.path, "dimensions", name)
    found = [stack.link(metric.alarm, *place, to=token) for token in types]
    leading = [link for link in found if link.found is Found.PARTNER]
    yield from leading or [_node(stack, metric, found[0]) if name == "CacheClusterId" else found[0]]


def _node(stack: Stack, metric: Metric, link: Link) -> Link:
    node = _NODE.fullmatch(link.value) if link.found is Found.OUTSIDE else None
    groups = stack.named(node["group"], to=REPLICATION_GROUP, by=metric.alarm) if node else ()
    return Link(Found.PARTNER, groups, link.value) if groups else link


def _enter(found: Watching, stack: Stack, metric: Metric) -> None:
    links = [link for _, link in subjects(stack, metric)]
    for link in links:
        for resource in link.partners:
            (found.sure if link.partner else found.one_of)[resource.urn].append(metric)
            if resource.token == CLUSTER_INSTANCE:
                cluster = stack.link(resource, "clusterIdentifier", to=DATABASE_CLUSTER)
                for one in cluster.partners:
                    sure = link.partner and cluster.partner
                    (found.sure if sure else found.one_of)[one.urn].append(metric)
    if not any(link.partner for link in links) and _is_open(stack, metric, links):
        found.hidden.append(metric)


def _is_open(stack: Stack, metric: Metric, links: list[Link]) -> bool:
    if not isinstance(metric.namespace, str) or metric.dimensions is UNKNOWN:
        return True
    nameless = any(
        stack.is_nameless(one) and identity.of(token).names
        for token in _types(metric.namespace)
        for one in stack.of(token)
    )
    return any(link.found is Found.UNKNOWN or (link.found is Found.OUTSIDE and nameless) for link in links)


def _types(namespace: Any) -> tuple[str, ...]:
    spaces = [DIMENSIONS.get(namespace, {})] if isinstance(namespace, str) else DIMENSIONS.values()
    return tuple(token for space in spaces for types in space.values() for token in types)


def _queried(alarm: Resource, index: int) -> Iterator[Metric]:
    place = ("metricQueries", index)
    expression = read(alarm, *place, "expression")
    if expression is UNKNOWN or (isinstance(expression, str) and expression.strip().upper().startswith("SELECT")):
        yield _hidden(alarm, place)  # a query of CloudWatch Metrics Insights, which may be over all resources
    if read(alarm, *place, "metric") is not None:
        yield _metric(alarm, (*place, "metric"))


def _metric(alarm: Resource, path: tuple[str | int, ...]) -> Metric:
    return Metric(
        alarm=alarm, path=path, namespace=read(alarm, *path, "namespace"), name=read(alarm, *path, "metricName")
    )


def _hidden(alarm: Resource, path: tuple[str | int, ...]) -> Metric:
    return Metric(alarm=alarm, path=path, namespace=UNKNOWN, name=UNKNOWN)

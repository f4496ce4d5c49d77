"""What the picture shows: which resource gets which box, where it stands, and what is written in it.

A box, its numbers and its lines are in the picture only if the graph has the resources; the table says no more than
where they would be.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docs.generate.layout import Row
from docs.generate.stack import Box, Boxes, names, taken_from, whole
from offline.recorder import Graph, Resource

LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
SERVICE = "aws:ecs/service:Service"
QUEUE = "aws:sqs/queue:Queue"
FUNCTION = "aws:lambda/function:Function"
MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping"
RECORD = "aws:route53/record:Record"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
WEB_ACL = "aws:wafv2/webAcl:WebAcl"
BUCKET = "aws:s3/bucket:Bucket"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
CLUSTER = "aws:rds/cluster:Cluster"
PROXY = "aws:rds/proxy:Proxy"
TABLE = "aws:dynamodb/table:Table"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
GATE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
TOPIC = "aws:sns/topic:Topic"
DASHBOARD = "aws:cloudwatch/dashboard:Dashboard"
BUDGET = "aws:budgets/budget:Budget"
ANOMALY = "aws:costexplorer/anomalySubscription:AnomalySubscription"
SUBNET = "aws:ec2/subnet:Subnet"

_DAY = 86_400
_WORDS = {"api": "API"}

ROWS = (
    Row(key="edge"),
    Row(key="public", space_above=44),
    Row(key="private"),
    Row(key="data", space_below=12),
    Row(key="regional", space_below=10),
    Row(key="watch"),
)
IN_VPC = ("public", "private", "data")
IN_REGION = (*IN_VPC, "regional")
WATCH = "watch"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One line of the table."""

    key: str
    row: str
    column: int
    family: str
    title: Callable[[Box, Graph], str]
    lines: Callable[[Box, Graph], list[str]]
    is_one: Callable[[Resource, Graph], bool]
    # A box for each component rather than one for all; boxes of a kind stand side by side.
    each: bool = False
    # Boxes that come first, by what their title starts with.
    order: Sequence[str] = field(default=())


def key_of(resource: Resource, graph: Graph) -> str | None:
    """The box of a resource, if it is an anchor of one."""
    for kind in KINDS:
        if kind.is_one(resource, graph):
            return f"{kind.key} {resource.parent.rpartition('::')[2]}" if kind.each else kind.key
    return None


def kind_of(key: str) -> Kind:
    """The line of the table that a box comes from."""
    return next(kind for kind in KINDS if kind.key == key.split()[0])


# --- which resource is what


def _of(*tokens: str) -> Callable[[Resource, Graph], bool]:
    return lambda resource, _: resource.type in tokens


def _leads_to_the_cdn(resource: Resource, graph: Graph) -> bool:
    return resource.type == RECORD and any(graph.resources[urn].type == DISTRIBUTION for urn in taken_from(resource))


def _serves_requests(resource: Resource, _: Graph) -> bool:
    return resource.type == SERVICE and bool(resource.inputs.get("loadBalancers"))


def _works_off(resource: Resource, _: Graph) -> bool:
    return resource.type == SERVICE and not resource.inputs.get("loadBalancers")


def _consumes(resource: Resource, graph: Graph) -> bool:
    return resource.type == FUNCTION and any(resource.urn in taken_from(mapping) for mapping in graph.of_type(MAPPING))


def _bucket_in(component: str) -> Callable[[Resource, Graph], bool]:
    return lambda resource, graph: (
        resource.type == BUCKET and graph.resources[resource.parent].type == f"floodgate:index:{component}"
    )


# --- what is written in the boxes


def _fixed(title: str) -> Callable[[Box, Graph], str]:
    return lambda *_: title


def _own_name(box: Box, _: Graph) -> str:
    """The physical name without project, stack and ending."""
    first, *more = str(_main(box).inputs["name"]).removesuffix(".fifo").split("-")[2:]
    return " ".join([_WORDS.get(first, first.capitalize()), *more])


def _main(box: Box) -> Resource:
    """The anchor that a box is about: of the two queues the one that has the other."""
    return next((anchor for anchor in box.anchors if "redrivePolicy" in anchor.inputs), box.anchors[0])


def count(number: int, thing: str) -> str:
    """``3 zones``, ``1 zone``, ``2 entries``."""
    if number == 1:
        return f"1 {thing}"
    return f"{number} {thing[:-1]}ies" if thing.endswith(("query", "entry")) else f"{number} {thing}s"


def _dns(box: Box, _: Graph) -> list[str]:
    return ["Route 53", *sorted({anchor.inputs["name"] for anchor in box.anchors}, key=len)][:3]


def _cdn(box: Box, _: Graph) -> list[str]:
    inputs = box.anchors[0].inputs
    version = {"http2and3": "HTTP/2 and 3", "http2": "HTTP/2", "http3": "HTTP/3"}.get(inputs.get("httpVersion", ""), "")
    return ["CloudFront", f"{len(inputs.get('orderedCacheBehaviors', [])) + 1} behaviors", version]


def _web_acl(box: Box, _: Graph) -> list[str]:
    return ["AWS WAF", count(len(box.anchors[0].inputs.get("rules", [])), "rule")]


def _static(*_: Any) -> list[str]:
    return ["S3 bucket", "for the CDN only"]


def _load_balancer(box: Box, graph: Graph) -> list[str]:
    inputs = box.anchors[0].inputs
    mine = [r for r in graph.of_type("aws:lb/listenerRule:ListenerRule") if r.urn in box.resources]
    zones = len(inputs.get("subnets") or inputs.get("subnetMappings") or [])
    kind = "ALB" if inputs.get("loadBalancerType") == "application" else "NLB"
    return [f"{kind} in {count(zones, 'zone')}", count(len(mine), "route")]


def _tasks(box: Box, graph: Graph) -> list[str]:
    targets = [r for r in graph.of_type("aws:appautoscaling/target:Target") if r.urn in box.resources]
    fixed = box.anchors[0].inputs.get("desiredCount")
    limits = [f"{whole(t.inputs['minCapacity'])}\u2013{whole(t.inputs['maxCapacity'])} tasks" for t in targets]
    return [*limits, *([count(whole(fixed), "task")] if fixed and not limits else [])][:1]


def _size(box: Box, graph: Graph) -> list[str]:
    definitions = [r for r in graph.of_type("aws:ecs/taskDefinition:TaskDefinition") if r.urn in box.resources]
    return [f"{int(d.inputs['cpu']) / 1024:g} vCPU, {int(d.inputs['memory']) / 1024:g} GiB" for d in definitions][:1]


def _service(box: Box, graph: Graph) -> list[str]:
    return [
        f"ECS, {capacity}" if (capacity := _capacity(box)) else "ECS on Fargate",
        *_tasks(box, graph),
        *_size(box, graph),
    ]


def _capacity(box: Box) -> str:
    providers = {s["capacityProvider"] for s in box.anchors[0].inputs.get("capacityProviderStrategies", [])}
    return "Fargate Spot" if "FARGATE_SPOT" in providers else ""


def _consumer(box: Box, graph: Graph) -> list[str]:
    inputs = box.anchors[0].inputs
    limits = [m.inputs.get("scalingConfig", {}) for m in graph.of_type(MAPPING) if m.urn in box.resources]
    batches = [f"{whole(limit['maximumConcurrency'])} at a time" for limit in limits if limit]
    return ["Lambda", *batches, f"{whole(inputs['timeout'])} s, {whole(inputs['memorySize'])} MiB"]


def _cache(box: Box, _: Graph) -> list[str]:
    inputs = box.anchors[0].inputs
    engine = str(inputs.get("engine", "redis")).capitalize()
    nodes = whole(inputs.get("numCacheClusters", 1))
    return [f"ElastiCache, {engine}", count(nodes, "node"), str(inputs.get("nodeType", ""))]


def _database(box: Box, graph: Graph) -> list[str]:
    members = [r for r in graph.of_type("aws:rds/clusterInstance:ClusterInstance") if r.urn in box.resources]
    classes = sorted({str(member.inputs["instanceClass"]) for member in members})
    readers = f"writer, {count(len(members) - 1, 'reader')}" if len(members) > 1 else "writer"
    proxy = "Aurora, RDS Proxy" if any(anchor.type == PROXY for anchor in box.anchors) else "Aurora PostgreSQL"
    return [proxy, readers, ", ".join(classes)]


def _queue(box: Box, _: Graph) -> list[str]:
    inputs = _main(box).inputs
    kind = "SQS FIFO" if inputs.get("fifoQueue") else "SQS"
    days = whole(inputs["messageRetentionSeconds"]) // _DAY
    receives = json.loads(inputs.get("redrivePolicy", "{}")).get("maxReceiveCount")
    return [f"{kind}, {count(days, 'day')}", f"DLQ after {count(receives, 'receive')}" if receives else ""]


def _table(box: Box, _: Graph) -> list[str]:
    on_demand = box.anchors[0].inputs.get("billingMode") == "PAY_PER_REQUEST"
    return ["DynamoDB", "on demand" if on_demand else "provisioned"]


def _alarms(box: Box, _: Graph) -> list[str]:
    gates = sum(anchor.type == GATE for anchor in box.anchors)
    return [
        "CloudWatch",
        count(len(box.anchors) - gates, "alarm"),
        f"{count(gates, 'gate')} for releases" if gates else "",
    ]


def _topic(box: Box, graph: Graph) -> list[str]:
    subscriptions = [r for r in graph.of_type("aws:sns/topicSubscription:TopicSubscription") if r.urn in box.resources]
    return ["SNS", count(len(box.anchors), "topic"), count(len(subscriptions), "subscription") if subscriptions else ""]


def _dashboard(box: Box, graph: Graph) -> list[str]:
    queries = len(graph.of_type("aws:cloudwatch/queryDefinition:QueryDefinition"))
    traced = graph.of_type("aws:xray/samplingRule:SamplingRule")
    return [
        count(len(box.anchors), "dashboard"),
        count(queries, "saved query") if queries else "",
        "X-Ray traces" if traced else "",
    ]


def _logs(_: Box, graph: Graph) -> list[str]:
    return ["S3, CloudWatch Logs", count(len(graph.of_type("aws:cloudwatch/logGroup:LogGroup")), "log group")]


def _cost(box: Box, _: Graph) -> list[str]:
    budgets = [a for a in box.anchors if a.type == BUDGET]
    limits = [
        f"{float(b.inputs['limitAmount']):,.0f} {b.inputs['limitUnit']} a month"
        for b in budgets
        if "limitAmount" in b.inputs
    ]
    return ["Budget, anomalies" if len(budgets) < len(box.anchors) else "Budget", *limits[:1]]


KINDS = (
    Kind(key="dns", row="edge", column=0, family="edge", title=_fixed("DNS"), lines=_dns, is_one=_leads_to_the_cdn),
    Kind(key="cdn", row="edge", column=1, family="edge", title=_fixed("CDN"), lines=_cdn, is_one=_of(DISTRIBUTION)),
    Kind(key="waf", row="edge", column=2, family="guard", title=_fixed("Web ACL"), lines=_web_acl, is_one=_of(WEB_ACL)),
    Kind(
        key="static", row="edge", column=3, family="storage",
        title=_fixed("Static files"), lines=_static, is_one=_bucket_in("StaticAssetsBucket"),
    ),
    Kind(
        key="lb", row="public", column=1, family="network",
        title=_fixed("Load balancer"), lines=_load_balancer, is_one=_of(LOAD_BALANCER), each=True,
    ),
    Kind(
        key="service", row="private", column=0, family="compute",
        title=_own_name, lines=_service, is_one=_serves_requests, each=True, order=("Web", "API", "Admin"),
    ),
    Kind(
        key="queue", row="regional", column=4, family="messaging",
        title=_own_name, lines=_queue, is_one=_of(QUEUE), each=True,
    ),
    Kind(
        key="worker", row="private", column=3, family="compute",
        title=_own_name, lines=_service, is_one=_works_off, each=True,
    ),
    Kind(
        key="consumer", row="private", column=4, family="compute",
        title=_own_name, lines=_consumer, is_one=_consumes, each=True,
    ),
    Kind(key="cache", row="data", column=0, family="data", title=_fixed("Cache"), lines=_cache, is_one=_of(CACHE)),
    Kind(
        key="database", row="data", column=2, family="data",
        title=_fixed("Database"), lines=_database, is_one=_of(CLUSTER, PROXY),
    ),
    Kind(key="table", row="regional", column=2, family="data", title=_fixed("Table"), lines=_table, is_one=_of(TABLE)),
    Kind(
        key="alarms", row=WATCH, column=0, family="watch",
        title=_fixed("Alarms"), lines=_alarms, is_one=_of(ALARM, GATE),
    ),
    Kind(key="topic", row=WATCH, column=1, family="watch", title=_fixed("Alerts"), lines=_topic, is_one=_of(TOPIC)),
    Kind(
        key="dashboard", row=WATCH, column=2, family="watch",
        title=_fixed("Dashboard"), lines=_dashboard, is_one=_of(DASHBOARD),
    ),
    Kind(
        key="logs", row=WATCH, column=3, family="storage",
        title=_fixed("Logs"), lines=_logs, is_one=_bucket_in("LogBucket"),
    ),
    Kind(
        key="cost", row=WATCH, column=4, family="watch",
        title=_fixed("Cost"), lines=_cost, is_one=_of(BUDGET, ANOMALY),
    ),
)  # fmt: skip


def watching(box: Box, boxes: Boxes, graph: Graph) -> int:
    """How many alarms look at the box: they take a value of it, or their metric is called as it is."""
    called = names([graph.resources[urn] for urn in box.resources])
    return sum(
        any(boxes.owner(urn) == box.key for urn in taken_from(alarm)) or bool(called & _dimensions(alarm))
        for alarm in graph.of_type(ALARM)
    )


def _dimensions(alarm: Resource) -> set[str]:
    queries = [query.get("metric", {}) for query in alarm.inputs.get("metricQueries", [])]
    return {value for part in [alarm.inputs, *queries] for value in part.get("dimensions", {}).values()}


def rows_in_words(graph: Graph) -> dict[str, list[str]]:
    """What is written beside each row."""
    subnets = [r.name for r in graph.of_type(SUBNET)]
    gateways = len(graph.of_type("aws:ec2/natGateway:NatGateway"))
    endpoints = len(graph.of_type("aws:ec2/vpcEndpoint:VpcEndpoint"))
    counted = {
        tier: [count(made, "subnet")] if (made := sum(f"-{tier}-" in name for name in subnets)) else []
        for tier in IN_VPC
    }
    return {
        "edge": ["Edge", "one for all", "regions"],
        "public": ["Public", *counted["public"], *([count(gateways, "NAT gateway")] if gateways else [])],
        "private": ["Private", *counted["private"], *([count(endpoints, "endpoint")] if endpoints else [])],
        "data": ["Data", *counted["data"]],
        "regional": ["Managed", "by AWS, outside", "the VPC"],
        WATCH: ["Watch", "and tell people"],
    }

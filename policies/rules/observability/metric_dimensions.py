"""
*What it checks*: a metric of AWS that an alarm looks at has the dimensions that name what is watched, such as QueueName
for a queue's or LoadBalancer for a load balancer's.

*Why it matters*: a metric is known by its dimensions. Without them CloudWatch finds another one, of all databases
together, or none at all: the alarm is green or without data whatever happens.

*How to fix*: set the dimensions that the service documents for the metric.
"""

from typing import Final

from rules.logic import Truth, every, some
from rules.observability.alarms import ALARM, Metric, metrics
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

# By namespace: the dimensions of which each metric has at least one. The pages are those of `alarms.DIMENSIONS`.
_NEEDED: Final = {
    "AWS/ApplicationELB": ("LoadBalancer",),
    "AWS/NetworkELB": ("LoadBalancer",),
    "AWS/CloudFront": ("DistributionId",),
    "AWS/ECS": ("ClusterName",),
    "ECS/ContainerInsights": ("ClusterName",),
    "AWS/ElastiCache": ("CacheClusterId", "ReplicationGroupId", "clusterId"),
    "AWS/NATGateway": ("NatGatewayId",),
    "AWS/RDS": ("DBClusterIdentifier", "DBInstanceIdentifier", "ProxyName", "DatabaseClass", "EngineName"),
    "AWS/SQS": ("QueueName",),
}


def check(alarm: Resource, report: Report) -> None:
    """Every metric of an alarm has what names its subject."""
    found = metrics(alarm)
    lacking = [metric for metric in found if _is_named(metric) is False]
    for metric in lacking[:1]:
        names = " or ".join(_NEEDED[metric.namespace][:2])
        report.fails(
            alarm, f"{alarm} sets no dimension {names}: its metric of {metric.namespace} is of nothing certain."
        )
    if not lacking:
        report.decides(alarm, every(map(_is_named, found)), wrong="", missing="the metrics that it looks at")


def _is_named(metric: Metric) -> Truth:
    if not isinstance(metric.namespace, str):
        return UNKNOWN
    given = metric.dimensions
    if metric.namespace not in _NEEDED:
        return True
    return UNKNOWN if given is UNKNOWN else some(name in given for name in _NEEDED[metric.namespace])


RULE = Rule(
    id="TELEMETRY-001",
    title="Alarm has the dimensions that name what it watches",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
            read="2026-11-23",
        ),
    ),
    rationale="Dimensions are part of a metric's identity. An alarm without them watches another metric than the one "
    "meant, or one that never has data, so nobody is called when the resource fails.",
    remediation="Set dimensions of the alarm, such as LoadBalancer to the load balancer's arnSuffix. With Floodgate's "
    "AlarmSet component every alarm has them.",
    since="0.1.0",
    check_resource=check,
    types=(ALARM,),
)

"""
*What it checks*: the dimensions of an alarm name what is watched in the form that its metric has: a queue's name and
not its ARN or URL, a load balancer's and target group's ARN suffix, a node of a cache and not its group.

*Why it matters*: a dimension of another form means a metric that does not exist. CloudWatch takes the alarm without a
word, and it never fires.

*How to fix*: use the output that holds this form: name, arnSuffix, clusterIdentifier.
"""

from typing import Any, Final

from rules.logic import Truth
from rules.observability.alarms import ALARM, REPLICATION_GROUP, Metric, metrics, subjects
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN

_SUFFIXES: Final = {"LoadBalancer": ("app/", "net/", "gwy/"), "TargetGroup": ("targetgroup/",)}


def check(stack: Stack, report: Report) -> None:
    """Every dimension that names a resource has the form of its metric."""
    for alarm in stack.of(ALARM):
        named = [one for metric in metrics(alarm) for one in _named(stack, metric)]
        fits = [_fits(stack, name, link) for name, link in named]
        if False in fits:
            name = named[fits.index(False)][0]
            wrong = f"the dimension {name} of {alarm} is not {_form(name)}, so its metric never has data."
            report.fails(alarm, wrong)
        elif UNKNOWN in fits:
            report.not_knowable(alarm, "the values of its dimensions")
        elif any(link.found is Found.OUTSIDE for _, link in named):
            report.not_knowable(alarm, "the resource that its dimensions name, which is outside the stack")
        elif named:
            report.passes(alarm)


def _named(stack: Stack, metric: Metric) -> tuple[tuple[str, Link], ...]:
    if not isinstance(metric.namespace, str) or metric.dimensions is UNKNOWN:
        return (("", Link(Found.UNKNOWN)),)
    return subjects(stack, metric)


def _fits(stack: Stack, name: str, link: Link) -> Truth:
    value: Any = link.value
    if not isinstance(value, str):
        return UNKNOWN
    if name in _SUFFIXES:
        return value.startswith(_SUFFIXES[name])
    groups = [one for one in link.partners if one.token == REPLICATION_GROUP] if name == "CacheClusterId" else []
    if stack.named(value, to=REPLICATION_GROUP) and groups:
        return False  # it is a group's id, and a node's has a number after that
    if any(stack.is_nameless(group) for group in groups):
        return UNKNOWN
    return not value.startswith(("arn:", "http:", "https:"))


def _form(name: str) -> str:
    if name in _SUFFIXES:
        return "an ARN suffix"
    return "the id of a node" if name == "CacheClusterId" else "a name or id"


RULE = Rule(
    id="TELEMETRY-002",
    title="Alarm names what it watches in the form of its metric",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html",
            read="2026-11-23",
        ),
    ),
    rationale="CloudWatch accepts any text as the value of a dimension. With an ARN where the metric has a name, or a "
    "group where it has nodes, the alarm waits for data that never comes.",
    remediation="Set the value in dimensions to the name of the queue or function, the arnSuffix of the load balancer "
    "or target group, or the id of the node. With Floodgate's AlarmSet component this is done.",
    since="0.1.0",
    check=check,
)

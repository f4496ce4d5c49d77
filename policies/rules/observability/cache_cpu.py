"""
*What it checks*: an alarm on the CPU of a cache looks at the metric that fits its nodes: EngineCPUUtilization on nodes
with four or more vCPUs, and CPUUtilization, at most at 90 % divided by the vCPUs, on smaller ones.

*Why it matters*: Redis and Valkey answer with one thread. On four vCPUs this thread is full while CPUUtilization shows
25 %; on two, other work of the node takes the rest, and only CPUUtilization shows it.

*How to fix*: take the metric for the size, and the threshold that goes with it.
"""

import re
from typing import Any, Final

from rules.logic import Truth, equals, every
from rules.observability.alarms import ALARM, CACHE_CLUSTER, REPLICATION_GROUP, Metric, metrics, subjects
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

ENGINE: Final = "EngineCPUUtilization"
HOST: Final = "CPUUtilization"
_NODE_TYPE: Final = re.compile(r"cache\.[a-z0-9-]+\.(\w+)")
# vCPUs by size. Source: ElastiCache User Guide, "Supported node types"; those with a number have 4 for each.
_SIZES: Final = {"micro": 2, "small": 2, "medium": 2, "large": 2, "xlarge": 4}
_OLD: Final = {"cache.t1.micro": 1, "cache.t2.micro": 1, "cache.t2.small": 1, "cache.m1.small": 1, "cache.m3.medium": 1}
_SMALL: Final = 2
_PERCENT: Final = 90


def check(stack: Stack, report: Report) -> None:
    """Every alarm on a cache's CPU looks at the metric for its size."""
    caches = [*stack.of(REPLICATION_GROUP), *stack.of(CACHE_CLUSTER)]
    for alarm in stack.of(ALARM):
        about = [(metric, _is_about_cpu(metric)) for metric in metrics(alarm)]
        sure = next((metric for metric, truth in about if truth is True), None)
        if sure:
            _check_metric(sure, _cache(stack, sure), report)
        elif caches and any(truth is UNKNOWN for _, truth in about):
            report.not_knowable(alarm, "the metric that it looks at")


def _is_about_cpu(metric: Metric) -> Truth:
    return every([equals(metric.namespace, "AWS/ElastiCache"), equals(metric.name, ENGINE, HOST)])


def _cache(stack: Stack, metric: Metric) -> Resource | None:
    return next((link.partner for _, link in subjects(stack, metric) if link.partner), None)


def _check_metric(metric: Metric, cache: Resource | None, report: Report) -> None:
    cores = _cores(read(cache, "nodeType")) if cache else UNKNOWN
    if cores is UNKNOWN:
        report.not_knowable(metric.alarm, "the vCPUs of the nodes that it watches")
    elif cores > _SMALL:
        wrong = (
            f"the nodes of {cache} have {cores} vCPUs, so {metric.alarm} on {HOST} does not see the engine's thread."
        )
        report.decides(metric.alarm, metric.name == ENGINE, wrong=wrong, missing="")
    elif metric.name == ENGINE:
        report.fails(
            metric.alarm, f"the nodes of {cache} have {cores} vCPUs, where {metric.alarm} on {ENGINE} sees too little."
        )
    else:
        limit = _PERCENT / cores
        threshold = read_number(metric.alarm, "threshold")
        low: Truth = UNKNOWN if threshold is UNKNOWN or threshold is None else threshold <= limit
        report.decides(
            metric.alarm,
            low,
            wrong=f"{metric.alarm} fires above {limit:.12g} % only, where the one thread of {cache} is full.",
            missing="its threshold",
        )


def _cores(node_type: Any) -> int | Unknown:
    match = _NODE_TYPE.fullmatch(node_type) if isinstance(node_type, str) else None
    if match is None:
        return UNKNOWN
    times = re.fullmatch(r"(\d+)xlarge", match[1])
    known = 4 * int(times[1]) if times else _SIZES.get(match[1], UNKNOWN)
    return _OLD.get(node_type, known)


RULE = Rule(
    id="TELEMETRY-016",
    title="Alarm on a cache looks at the CPU metric for its size",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF05-BP01 Establish key performance indicators (KPIs) to measure workload health and performance",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html",
            read="2026-11-23",
        ),
    ),
    rationale="The engine works in one thread. AWS advises EngineCPUUtilization for nodes with four vCPUs or more, and "
    "CPUUtilization with 90 % divided by the vCPUs for smaller ones; the other metric stays low on a full node.",
    remediation="Set metricName of the alarm to EngineCPUUtilization, or to CPUUtilization with a threshold of 90 "
    "divided by the vCPUs. With Floodgate's AlarmSet component: cache_alarms(...).",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: the target tracking policies of a service follow different metrics.

*Why it matters*: two policies on one metric with different targets pull against each other: one adds tasks that the
other would remove, and as tasks go only when all policies agree, the service never shrinks.

*How to fix*: keep one policy a metric.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from rules.compute import scaling
from rules.compute.services import SERVICE
from rules.logic import Truth, every, negate, some
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """No service is scaled by one metric twice."""
    for service in stack.of(SERVICE):
        scaled = scaling.of(stack, service)
        if not scaled.policies and scaled.complete:
            continue
        pairs = list(_pairs(scaled.policies))
        twice = [pair for pair, same in pairs if same is True]
        doubts = [] if scaled.complete else [UNKNOWN]
        report.decides(
            service,
            negate(some([*(same for _, same in pairs), *doubts])),
            wrong=f"{twice[0][0]} and {twice[0][1]} scale {service} by the same metric." if twice else "",
            missing="which policies scale it, and by which metrics",
        )


def _pairs(policies: Sequence[Resource]) -> Iterator[tuple[tuple[Resource, Resource], Truth]]:
    for first, second in combinations(sorted(policies, key=lambda policy: policy.name), 2):
        yield (first, second), every([scaling.tracks(first), scaling.tracks(second), _same_metric(first, second)])


def _same_metric(first: Resource, second: Resource) -> Truth:
    return some([_same_ready(first, second), _same_made(first, second)])


def _same_ready(first: Resource, second: Resource) -> Truth:
    kinds = scaling.predefined(first), scaling.predefined(second)
    if None in kinds:
        return False
    if UNKNOWN in kinds:
        return UNKNOWN
    if kinds[0] != kinds[1]:
        return False
    labels = scaling.resource_label(first), scaling.resource_label(second)
    return UNKNOWN if UNKNOWN in labels else labels[0] == labels[1]


def _same_made(first: Resource, second: Resource) -> Truth:
    made = scaling.customized(first), scaling.customized(second)
    if () in made:
        return False
    if made[0] is UNKNOWN or made[1] is UNKNOWN:
        return UNKNOWN
    # Several make an expression, which may differ.
    if len(made[0]) > 1 or len(made[1]) > 1:
        return False
    parts = [(metric.namespace, metric.name, metric.dimensions) for metric in (made[0][0], made[1][0])]
    hidden = any(UNKNOWN in part or _hides(part[2]) for part in parts)
    return UNKNOWN if hidden and _may_be_equal(parts) else parts[0] == parts[1]


def _hides(dimensions: object) -> bool:
    return not isinstance(dimensions, tuple) or any(UNKNOWN in pair for pair in dimensions)


def _may_be_equal(parts: Sequence[tuple[object, object, object]]) -> bool:
    (_, one, _), (_, other, _) = parts
    return UNKNOWN in (one, other) or one == other


RULE = Rule(
    id="SERVICE-035",
    title="Service is scaled by each metric once",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF02-BP05 Scale your compute resources dynamically",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html",
            read="2026-11-25",
        ),
    ),
    rationale="A service may have several target tracking policies, provided that each uses a different metric. "
    "Two on one metric disagree about it: one scales out at what the other takes for idle, and nobody can tell which "
    "number holds.",
    remediation="Remove one of the policies, or give it another metric. With Floodgate's FargateService component: "
    "scaling, which has one target a metric.",
    since="0.1.0",
    check=check,
)

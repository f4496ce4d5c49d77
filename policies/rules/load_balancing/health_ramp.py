"""
*What it checks*: a target group that a scaled service is behind finds a new target healthy within a minute: the healthy
threshold times the interval of its health check.

*Why it matters*: a new task gets no request before it has passed that many checks. With AWS's defaults that takes 150 s
on top of the start of the task, while the tasks that are there take the rush alone.

*How to fix*: lower the healthy threshold to 2, or the interval.
"""

from rules.compute import scaling, services
from rules.compute.services import SERVICE, TARGET_GROUP
from rules.logic import Truth, holds, some
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

INTERVAL_SECONDS = 30  # ELB's default, ELB API reference, CreateTargetGroup
HEALTHY_THRESHOLD = 3  # the provider's default, pulumi_aws 7.51.1, lb.TargetGroup


def check(stack: Stack, report: Report) -> None:
    """Every target group of a scaled service takes new targets in soon."""
    for group in stack.of(TARGET_GROUP):
        if (scaled := _is_scaled(stack, group)) is False:
            continue
        threshold = read_number(group, "healthCheck", "healthyThreshold", default=HEALTHY_THRESHOLD)
        interval = read_number(group, "healthCheck", "interval", default=INTERVAL_SECONDS)
        most = report.number("seconds")
        soon = holds(lambda t, i, most=most: t * i <= most, threshold, interval)
        report.decides(
            group,
            UNKNOWN if scaled is UNKNOWN and soon is False else soon,
            wrong=f"{group} takes a new target in after {_product(threshold, interval)} s of health checks, more than "
            f"{most:.12g} s, while the service behind it scales.",
            missing="how long its health checks take, and whether the service behind it is scaled",
        )


def _is_scaled(stack: Stack, group: Resource) -> Truth:
    truths = stack.derived(_scaled)
    found = [*truths.get(group.urn, ()), *truths[""], *(truths["outside"] if stack.is_nameless(group) else ())]
    return some(found)


def _scaled(stack: Stack) -> dict[str, list[Truth]]:
    """By target group, whether services behind it are scaled; those that hide their groups, or name one outside."""
    truths: dict[str, list[Truth]] = {"": [], "outside": []}
    for service in stack.of(SERVICE):
        behind, scaled = services.target_groups(stack, service), scaling.of(stack, service)
        is_scaled: Truth = True if scaled.policies or scaled.targets else False if scaled.complete else UNKNOWN
        for group in behind.inside:
            truths.setdefault(group.urn, []).append(is_scaled)
        truths[""] += [] if behind.complete else [UNKNOWN]
        truths["outside"] += [UNKNOWN] if behind.outside else []
    return truths


def _product(threshold: object, interval: object) -> str:
    known = isinstance(threshold, float | int) and isinstance(interval, float | int)
    return f"{threshold * interval:.12g}" if known else "?"  # type: ignore[operator]


RULE = Rule(
    id="BALANCER-014",
    title="Target group of a scaled service takes new targets in within a minute",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF02-BP05 Scale your compute resources dynamically",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
            read="2026-11-23",
        ),
    ),
    rationale="A target must pass as many health checks as the healthy threshold says before its first request. "
    "The time for that is added to every scale-out, just when the other targets are overloaded.",
    remediation="Set healthCheck.healthyThreshold to 2, or healthCheck.interval to 15 or less. With Floodgate's "
    "TargetGroup component: healthy_threshold and health_interval_seconds.",
    since="0.1.0",
    check=check,
    options=(Option(name="seconds", default=60, description="The longest that a new target may wait", minimum=5),),
)

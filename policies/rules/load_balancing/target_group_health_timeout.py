"""
*What it checks*: a target group gives up a health check before the next one begins: the timeout is below the interval.

*Why it matters*: Elastic Load Balancing takes no timeout that reaches the interval, and a check that overlaps the next
one tells nothing about which of them a slow target answered.

*How to fix*: lower the timeout of the health check, or raise its interval.
"""

from rules.logic import equals, holds, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_flag, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

TARGET_GROUP = "aws:lb/targetGroup:TargetGroup"

# ELB API reference, CreateTargetGroup. Of the timeouts 5 s for HTTP; every other protocol's default is below 30 s, too.
INTERVAL_SECONDS = 30
TIMEOUT_SECONDS = 5


def check(group: Resource, report: Report) -> None:
    """The timeout of the health check is below its interval."""
    timeout = read_number(group, "healthCheck", "timeout", default=TIMEOUT_SECONDS)
    interval = read_number(group, "healthCheck", "interval", default=INTERVAL_SECONDS)
    off = negate(read_flag(group, "healthCheck", "enabled", default=True))
    other = equals(read(group, "targetType"), "lambda")  # has defaults of its own, and rarely a check
    report.decides(
        group,
        some([holds(lambda t, i: t < i, timeout, interval), off, other]),
        wrong=f"{group} waits {timeout:.12g} s for the answer to a health check and begins one every {interval:.12g} s."
        if isinstance(timeout, float | int) and isinstance(interval, float | int)
        else "",
        missing="the timeout and the interval of its health check",
    )


RULE = Rule(
    id="BALANCER-002",
    title="Target group ends a health check before the next one begins",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP01 Monitor all components of the workload to detect failures",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
            read="2026-11-23",
        ),
    ),
    rationale="A health check that may take as long as the interval overlaps the next one; Elastic Load Balancing "
    "expects the interval to be the greater of the two. Slow targets are then noticed late, while requests still go "
    "to them.",
    remediation="Set healthCheck.timeout below healthCheck.interval. With Floodgate's TargetGroup component: "
    "health_timeout_seconds and health_interval_seconds.",
    since="0.1.0",
    check_resource=check,
    types=(TARGET_GROUP,),
)

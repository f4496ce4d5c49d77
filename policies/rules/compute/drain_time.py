"""
*What it checks*: the target groups of ECS services let open requests finish for as long as the longest request takes
that is declared in the traffic (longestRequestSeconds).

*Why it matters*: when a task leaves, at every deployment and every scale-in, the load balancer waits for its open
requests for the deregistration delay. Then ECS stops the task, and each request that is still open ends with an error.

*How to fix*: raise the target group's deregistration delay, or make the longest request shorter.
"""

from rules.compute.services import SERVICE, known_groups
from rules.logic import holds
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.traffic import missing
from rules.values import UNKNOWN

FACT = "longestRequestSeconds"
DEREGISTRATION_DELAY_SECONDS = 300  # Elastic Load Balancing API reference, TargetGroupAttribute


def check(stack: Stack, report: Report) -> None:
    """Every target group of a service waits for the longest request."""
    groups = [group for service in stack.of(SERVICE) for group in known_groups(stack, service, report)]
    for group in dict.fromkeys(groups):
        _check_group(group, report)


def _check_group(group: Resource, report: Report) -> None:
    longest = report.declared(FACT)
    delay = read_number(group, "deregistrationDelay", default=DEREGISTRATION_DELAY_SECONDS)
    report.decides(
        group,
        holds(lambda given, needed: given >= needed, delay, longest),
        wrong=f"{group} waits {delay:.12g} s for the open requests of a task that leaves, "
        f"but the longest takes {longest:.12g} s."
        if isinstance(delay, float | int) and longest is not UNKNOWN
        else "",
        missing=missing(FACT) if longest is UNKNOWN else "its deregistration delay",
    )


RULE = Rule(
    id="SERVICE-015",
    title="Target group of a service lets the longest request finish when a task leaves",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP05 Set client timeouts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html",
            read="2026-11-23",
        ),
    ),
    rationale="A task that leaves, at each deployment and each scale-in, is stopped when the deregistration delay is "
    "over. Requests that are still open then end with an error, so that every release fails some users' requests.",
    remediation="Raise deregistrationDelay of the target group to the longest request. With Floodgate's TargetGroup "
    "component: deregistration_delay_seconds.",
    since="0.1.0",
    check=check,
)

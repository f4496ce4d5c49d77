"""
*What it checks*: the subnets of a service have addresses for as many tasks as it may run: the maxCapacity of its
scaling target, else its desiredCount, times deploymentMaximumPercent.

*Why it matters*: each task in a VPC takes an address. When they are used up, no further task starts: the service does
not grow at its peak, and a deployment that starts new tasks beside the old ones stands still.

*How to fix*: use larger or more subnets, or lower the maximum.
"""

from rules.compute import scaling, services
from rules.compute.services import SERVICE
from rules.logic import holds
from rules.network.placement import free_addresses
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Partners, Stack
from rules.values import UNKNOWN, Unknown

MAXIMUM_PERCENT = 200  # ECS's default, ECS API reference, DeploymentConfiguration


def check(stack: Stack, report: Report) -> None:
    """Every service finds an address for each of its tasks, during a deployment, too."""
    for service in stack.of(SERVICE):
        placed = services.subnets(stack, service)
        if read(service, "schedulingStrategy") == "DAEMON" or not (placed.inside or placed.outside or placed.complete):
            continue
        if placed.complete and not placed.inside and not placed.outside:
            continue
        tasks, room = _most_tasks(stack, service), _room(placed)
        report.decides(
            service,
            holds(lambda most, free: most <= free, tasks, room),
            wrong=f"{service} may run {_shown(tasks)} tasks during a deployment, and its subnets have {_shown(room)} "
            "addresses.",
            missing="the most tasks that it may run, and the ranges of its subnets",
        )


def _most_tasks(stack: Stack, service: Resource) -> float | Unknown:
    scaled = scaling.of(stack, service)
    counts = [read_number(target, "maxCapacity") for target in scaled.targets]
    if not counts:
        counts = [read_number(service, "desiredCount", default=0) if scaled.complete else UNKNOWN]
    percent = read_number(service, "deploymentMaximumPercent", default=MAXIMUM_PERCENT)
    known = [count for count in counts if isinstance(count, float | int)]
    if len(known) < len(counts) or not isinstance(percent, float | int):
        return UNKNOWN
    return max(known) * max(percent, 100) / 100


def _room(placed: Partners) -> float | Unknown:
    found = [free_addresses(subnet) for subnet in placed.inside]
    if UNKNOWN in found or not placed.complete or placed.outside:
        return UNKNOWN
    return sum(float(free) for free in found if free is not UNKNOWN)


def _shown(number: float | Unknown) -> str:
    return "?" if number is UNKNOWN else f"{number:.0f}"


RULE = Rule(
    id="NETWORK-003",
    title="Service has addresses for all tasks that it may run",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL02-BP03 Ensure IP subnet allocation accounts for expansion and availability",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
            read="2026-11-23",
        ),
    ),
    rationale="Each task takes an address of its subnet, and a rolling deployment runs new tasks beside the old ones. "
    "When the addresses are used up, tasks fail to start: the service does not grow at its peak, and the deployment "
    "stands still.",
    remediation="Name subnets with a larger cidrBlock in networkConfiguration.subnets, or lower maxCapacity. With "
    "Floodgate's Network component: cidr_block; with FargateService: scaling.max_tasks.",
    since="0.1.0",
    check=check,
)

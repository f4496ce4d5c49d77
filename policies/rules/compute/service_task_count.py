"""
*What it checks*: each ECS service keeps at least two tasks: by the minimum capacity of its scaling target where it has
one, else by its desired count. DAEMON services run one task an instance and are left out; so are those that answer on
the port of a database or a cache, of which each task would hold a part of the data.

*Why it matters*: with one task every deployment problem, crash or loss of an Availability Zone is an outage until a new
task has been placed, has pulled its image, and has passed its health checks.

*How to fix*: set minCapacity of the scaling target, or desiredCount of the service, to 2 or more. A process that there
must be one of, such as a scheduler, gets a service of its own and an exemption.
"""

from collections.abc import Sequence
from typing import Final

from rules.compute.services import SERVICE, attachments
from rules.logic import Truth, equals, some
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN

TARGETS = Holder("aws:appautoscaling/target:Target", ("resourceId",))

DESIRED_COUNT = 0  # the provider's default, pulumi_aws 7.51.1, ecs.Service

# SQL Server, Oracle, MySQL, PostgreSQL, Redis, Memcached, MongoDB: the port that each has until somebody changes it.
_STORES: Final = (1433.0, 1521.0, 3306.0, 5432.0, 6379.0, 11211.0, 27017.0)


def check(stack: Stack, report: Report) -> None:
    """Every service keeps at least the minimum of tasks, by its scaling target or by itself."""
    targets = stack.incoming(TARGETS, to=SERVICE)
    for service in stack.of(SERVICE):
        keeps_data = _keeps_data(stack, service)
        if read(service, "schedulingStrategy") == "DAEMON" or keeps_data is True:
            continue
        if scaling := targets.to(service):
            _check_scaled(service, scaling, report, sure=keeps_data is False)
        else:
            perhaps = targets.perhaps_to(service, nameless=stack.is_nameless(service))
            others = [target for target in perhaps if _scales_services(target)]
            _check_fixed(service, others, report, sure=keeps_data is False)


def _keeps_data(stack: Stack, service: Resource) -> Truth:
    blocks = attachments(stack, service)
    return UNKNOWN if blocks is UNKNOWN else some(equals(block.port, *_STORES) for block in blocks)


def _check_scaled(service: Resource, targets: Sequence[Resource], report: Report, *, sure: bool) -> None:
    minimum = report.number("minimum")
    for target in targets:
        tasks = read_number(target, "minCapacity")
        if tasks is UNKNOWN or tasks is None:
            report.not_knowable(service, "the minCapacity of its scaling target")
        elif tasks < minimum and not sure:
            report.not_knowable(service, "the port that it answers on")
        elif tasks < minimum:
            report.fails(service, f"{service} may be scaled in to {tasks:.12g} of {minimum:.12g} tasks by {target}.")
        else:
            report.passes(service)


def _check_fixed(service: Resource, perhaps: Sequence[Resource], report: Report, *, sure: bool) -> None:
    minimum = report.number("minimum")
    tasks = read_number(service, "desiredCount", default=DESIRED_COUNT)
    if tasks is UNKNOWN or tasks is None or any(not _is_at_least(minimum, target) for target in perhaps):
        report.not_knowable(service, "how many tasks it keeps, and whether it is scaled")
    elif tasks >= minimum:
        report.passes(service)
    elif perhaps or _is_scaled_elsewhere(service) or read(service, "schedulingStrategy") is UNKNOWN:
        report.not_knowable(service, "whether it is scaled, and its scheduling strategy")
    elif not sure:
        report.not_knowable(service, "the port that it answers on")
    else:
        report.fails(
            service, f"{service} keeps {tasks:.12g} of {minimum:.12g} tasks (desiredCount), and nothing scales it."
        )


def _scales_services(target: Resource) -> bool:
    return read(target, "serviceNamespace") in (UNKNOWN, None, "ecs")


def _is_at_least(minimum: float, target: Resource) -> bool:
    tasks = read_number(target, "minCapacity")
    return isinstance(tasks, float) and tasks >= minimum


def _is_scaled_elsewhere(service: Resource) -> bool:
    # The usual way to say that something outside the program sets the count.
    return "desiredCount" in service.ignore_changes


RULE = Rule(
    id="SERVICE-001",
    title="Service keeps at least two tasks",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL10-BP01 Deploy the workload to multiple locations",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
            read="2026-11-24",
        ),
    ),
    rationale="A single task is a single point of failure: when it crashes, or its Availability Zone fails, every "
    "request fails until another one is placed, has pulled its image and has passed its health checks. AWS recommends "
    "services of several tasks over several Availability Zones.",
    remediation="Set minCapacity of the service's scaling target, or desiredCount where it has none, to 2 or more. "
    "With Floodgate's FargateService component: scaling.min_tasks, or task_count.",
    since="0.1.0",
    check=check,
    options=(Option(name="minimum", default=2, description="How many tasks every service keeps", minimum=1),),
)

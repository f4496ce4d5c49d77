"""
*What it checks*: a deployment of an ECS service has room: it may start a task beyond the desired count (maximum
percent, 200 where it is not set), or stop an old one first (minimum healthy percent, 100 where it is not set).

*Why it matters*: without room ECS can replace no task. The deployment hangs until it times out, and a task that is
unhealthy stays.

*How to fix*: raise deploymentMaximumPercent to 200.
"""

from math import ceil, floor

from rules.compute.services import SERVICE
from rules.compute.tasks import fewest_tasks
from rules.logic import Truth, equals, holds, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import Unknown

# ECS API reference, DeploymentConfiguration, of services that are no DAEMON.
MAXIMUM_PERCENT, MINIMUM_HEALTHY_PERCENT = 200, 100


def check(stack: Stack, report: Report) -> None:
    """Every service can replace its tasks."""
    for service in stack.of(SERVICE):
        if read(service, "schedulingStrategy") != "DAEMON":
            _check_service(service, fewest_tasks(stack, service), report)


def _check_service(service: Resource, tasks: float | Unknown, report: Report) -> None:
    most = read_number(service, "deploymentMaximumPercent", default=MAXIMUM_PERCENT)
    least = read_number(service, "deploymentMinimumHealthyPercent", default=MINIMUM_HEALTHY_PERCENT)
    report.decides(
        service,
        some(
            [
                _has_room(tasks, most, least),
                negate(equals(read(service, "deploymentController", "type", default="ECS"), "ECS")),
                equals(read(service, "schedulingStrategy"), "DAEMON"),
            ]
        ),
        wrong=f"{service} can start no task beyond {_text(most)} percent of its desired count, and stop none "
        f"below {_text(least)} percent: with {_text(tasks, 'its')} tasks no deployment replaces any.",
        missing="how many tasks it keeps, its deploymentMaximumPercent and its deploymentMinimumHealthyPercent",
    )


def _has_room(tasks: float | Unknown, most: float | Unknown | None, least: float | Unknown | None) -> Truth:
    if isinstance(most, float | int) and isinstance(least, float | int) and most <= 100 <= least:
        return False  # whatever the number of tasks
    doubled = holds(lambda share: share >= 200, most)
    return some([doubled, holds(_moves, tasks, most, least)])


def _moves(tasks: float, most: float, least: float) -> bool:
    few = min(tasks, 1e9)  # ECS rounds the upper limit down and the lower one up
    return tasks < 1 or floor(few * min(most, 200) / 100) > few or ceil(few * min(least, 100) / 100) < few


def _text(figure: float | Unknown | None, otherwise: str = "?") -> str:
    return f"{figure:.12g}" if isinstance(figure, float | int) else otherwise


RULE = Rule(
    id="SERVICE-021",
    title="Service leaves its deployments room to replace a task",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS06-BP01 Plan for unsuccessful changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="When ECS may neither start a task beyond the desired count nor stop one of it, a deployment replaces "
    "nothing: it hangs until somebody gives up, and unhealthy tasks stay in service.",
    remediation="Set deploymentMaximumPercent to 200, or deploymentMinimumHealthyPercent below 100. With Floodgate's "
    "FargateService component they are 200 and 100.",
    since="0.1.0",
    check=check,
)

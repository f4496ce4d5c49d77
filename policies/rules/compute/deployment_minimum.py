"""
*What it checks*: an ECS service that keeps two tasks or more keeps two during a deployment as well: its minimum healthy
percent (100 where it is not set) of its fewest tasks is at least two.

*Why it matters*: below, ECS may stop old tasks before new ones answer. During every release one task carries all
requests, at an hour at which that task, too, is about to be replaced.

*How to fix*: leave deploymentMinimumHealthyPercent at 100, and deploymentMaximumPercent at 200, so that new tasks are
started first.
"""

from math import ceil

from rules.compute.services import SERVICE
from rules.compute.tasks import fewest_tasks
from rules.logic import equals, holds, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import Unknown

MINIMUM_HEALTHY_PERCENT = 100  # ECS API reference, DeploymentConfiguration, of services that are no DAEMON


def check(stack: Stack, report: Report) -> None:
    """Every service keeps its tasks while it is deployed."""
    for service in stack.of(SERVICE):
        if read(service, "schedulingStrategy") != "DAEMON":
            _check_service(service, fewest_tasks(stack, service), report)


def _check_service(service: Resource, tasks: float | Unknown, report: Report) -> None:
    minimum = report.number("minimum")
    percent = read_number(service, "deploymentMinimumHealthyPercent", default=MINIMUM_HEALTHY_PERCENT)
    controller = read(service, "deploymentController", "type", default="ECS")
    kept = _kept(tasks, percent) if isinstance(tasks, float | int) and isinstance(percent, float | int) else 0
    report.decides(
        service,
        some(
            [
                holds(lambda share: share >= 100, percent),
                # A service of fewer tasks is for SERVICE-001 to tell.
                holds(lambda number: number < minimum, tasks),
                holds(lambda number, share: _kept(number, share) >= minimum, tasks, percent),
                negate(equals(controller, "ECS")),
                equals(read(service, "schedulingStrategy"), "DAEMON"),
            ]
        ),
        wrong=f"{service} may run {kept:.12g} of {minimum:.12g} tasks during a deployment: "
        f"{_text(percent)} percent of {_text(tasks)} (deploymentMinimumHealthyPercent).",
        missing="how many tasks it keeps, and its deploymentMinimumHealthyPercent",
    )


def _kept(tasks: float, percent: float) -> int:
    return ceil(min(tasks * percent / 100, 1e9))  # ECS rounds up


def _text(figure: float | Unknown | None) -> str:
    return f"{figure:.12g}" if isinstance(figure, float | int) else "?"


RULE = Rule(
    id="SERVICE-020",
    title="Service keeps at least two tasks during a deployment",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL08-BP05 Deploy changes with automation",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ecs/aws.sdk.kotlin.services.ecs.model/"
            "-deployment-configuration/minimum-healthy-percent.html",
            read="2026-11-25",
        ),
    ),
    rationale="With a minimum below 100 percent ECS may stop old tasks before new ones are healthy. Then a single task "
    "carries all requests during every release, and its failure is an outage.",
    remediation="Set deploymentMinimumHealthyPercent to 100 and deploymentMaximumPercent to 200. With Floodgate's "
    "FargateService component they are.",
    since="0.1.0",
    check=check,
    options=(Option(name="minimum", default=2, description="How many tasks a deployment leaves", minimum=1),),
)

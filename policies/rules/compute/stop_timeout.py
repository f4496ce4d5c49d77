"""
*What it checks*: no container of a task definition for Fargate asks for more than 120 seconds between the stop signal
and its end.

*Why it matters*: Fargate waits no longer. AWS refuses to register the task definition.

*How to fix*: set stopTimeout to 120 or less, and make the program finish or hand back its work within that time.
"""

from rules.compute.containers import STOP_TIMEOUT_SECONDS, TASK_DEFINITION, is_for_fargate, known_containers
from rules.logic import holds, implies
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

LONGEST_SECONDS = 120  # ECS developer guide, task definition parameters for Fargate


def check(task: Resource, report: Report) -> None:
    """Every container for Fargate is done within what Fargate waits."""
    for_fargate = is_for_fargate(task)
    for container in () if for_fargate is False else known_containers(task, report):
        seconds = read_number(container, "stopTimeout", default=STOP_TIMEOUT_SECONDS)
        report.decides(
            task,
            implies(for_fargate, holds(lambda asked: asked <= LONGEST_SECONDS, seconds)),
            wrong=f"{container} asks for {seconds:.12g} s to stop (stopTimeout), Fargate waits {LONGEST_SECONDS} s "
            "at most."
            if isinstance(seconds, float)
            else "",
            missing="whether it is for Fargate, and the stopTimeout of its containers",
        )


RULE = Rule(
    id="SERVICE-009",
    title="Task definition for Fargate asks for at most 120 seconds to stop",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="Between SIGTERM and SIGKILL Fargate waits 120 seconds at most. AWS refuses to register a task "
    "definition that asks for more, and what needs longer has to hand its work back.",
    remediation="Set stopTimeout of the container to 120 or less. With Floodgate's FargateService component: "
    "container.stop_timeout_seconds.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

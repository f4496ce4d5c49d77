"""
*What it checks*: each container has a log configuration.

*Why it matters*: without one its lines stay on the machine, on Fargate nowhere. After a crash, in the case in which one
needs them, the task is gone and they with it.

*How to fix*: set logConfiguration with the driver `awslogs` and a log group, or `awsfirelens` with a log router.
"""

from rules.compute.containers import TASK_DEFINITION, known_containers
from rules.logic import equals, negate
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(task: Resource, report: Report) -> None:
    """Every container sends its lines somewhere."""
    for container in known_containers(task, report):
        report.decides(
            task,
            negate(equals(read(container, "logConfiguration", "logDriver"), None, "", "none")),
            wrong=f"{container} sends its log nowhere (logConfiguration).",
            missing="the log configuration of its containers",
        )


RULE = Rule(
    id="SERVICE-027",
    title="Task definition sends the logs of its containers somewhere",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="SEC04-BP01 Configure service and application logging",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="What a container prints is lost with its task when no log driver takes it. Then nobody can tell why a "
    "task crashed, nor what somebody did who got into it.",
    remediation="Set logConfiguration of the container with logDriver awslogs and a log group. With Floodgate's "
    "FargateService component it is set.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

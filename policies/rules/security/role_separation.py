"""
*What it checks*: a task definition has two roles: one with which its application works (taskRoleArn), one with which
ECS starts it (executionRoleArn).

*Why it matters*: with one role for both, whoever gets into the application reads every secret that tasks start with,
and the application's rights are ECS's, too.

*How to fix*: make a second role. Rights on queues, tables and buckets go to the task role only.
"""

from typing import Any

from rules.compute.containers import TASK_DEFINITION
from rules.report import Report
from rules.resource import read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.statements import ROLE
from rules.stack import Link, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every task definition with two roles has two different ones."""
    for task in stack.of(TASK_DEFINITION):
        if read(task, "taskRoleArn") not in (None, "") and read(task, "executionRoleArn") not in (None, ""):
            links = [stack.link(task, prop, to=ROLE) for prop in ("taskRoleArn", "executionRoleArn")]
            ends: list[Any] = [_end(link) for link in links]
            report.decides(
                task,
                UNKNOWN if UNKNOWN in ends else ends[0] != ends[1],
                wrong=f"{task} has one role for its application and for ECS, which starts it.",
                missing="its two roles",
            )


def _end(link: Link) -> Any:
    """What says which role it is: a URN, or the ARN of a role outside the stack."""
    if link.partner:
        return link.partner.urn
    return link.value if isinstance(link.value, str) and not link.partners else UNKNOWN


RULE = Rule(
    id="SECURITY-006",
    title="Task definition has one role for the application and another for ECS",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP02 Grant least privilege access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
            read="2026-11-25",
        ),
    ),
    rationale="The execution role reads the secrets of all containers and pulls images. An application that works with "
    "it can do the same: one hole in it opens every secret of the task.",
    remediation="Set taskRoleArn to a role of its own, with the application's rights only. Floodgate's FargateService "
    "component makes two roles.",
    since="0.1.0",
    check=check,
)

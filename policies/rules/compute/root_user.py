"""
*What it checks*: each Linux container says as which user it runs, and that is not root. Without `user` it runs as its
image says, which is root for most images.

*Why it matters*: root in a container can write to everything in it, and is root on the machine when it gets out of it.

*How to fix*: set user to a number other than 0, and let the image give that user what it has to write to.
"""

from typing import Any

from rules.compute.containers import TASK_DEFINITION, is_windows, known_containers
from rules.logic import Truth, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(task: Resource, report: Report) -> None:
    """Every container runs as somebody who is not root."""
    on_windows = is_windows(task)
    for container in () if on_windows is True else known_containers(task, report):
        user = read(container, "user")
        report.decides(
            task,
            some([on_windows, _is_somebody(user)]),
            wrong=f"{container} runs as root (user)."
            if user
            else f"{container} runs as its image says, mostly as root: it names no user.",
            missing="the users of its containers",
        )


def _is_somebody(user: Any) -> Truth:
    # A user, or a user and a group: 10001:10001.
    return UNKNOWN if user is UNKNOWN else str(user or "").partition(":")[0] not in ("", "0", "root")


RULE = Rule(
    id="SERVICE-025",
    title="Task definition runs its containers as users other than root",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC06-BP02 Provision compute from hardened images",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/ecs-task-definition-linux-user-non-root.html",
            read="2026-11-25",
        ),
    ),
    rationale="A program that runs as root may change everything in its container, and is root on the machine when it "
    "breaks out. Most images run as root unless the container definition names another user.",
    remediation="Set user of the container to a number other than 0, such as 10001:10001. With Floodgate's "
    "FargateService component: container.user, which is that.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

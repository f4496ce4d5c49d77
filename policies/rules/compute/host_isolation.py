"""
*What it checks*: the tasks of a task definition share nothing with the machine that they run on: no container is
privileged, and neither the network (`networkMode`), nor the processes (`pidMode`), nor the shared memory (`ipcMode`)
are the host's.

*Why it matters*: whoever takes over such a container has the machine: its other containers, its credentials, its
network. And the host's network has no security group of the task's own.

*How to fix*: leave all four out, and give each task its own network interface (`awsvpc`).
"""

from rules.compute.containers import TASK_DEFINITION, known_containers
from rules.logic import equals, negate
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

SHARED = {"networkMode": "network", "pidMode": "processes", "ipcMode": "shared memory"}


def check(task: Resource, report: Report) -> None:
    """The task definition shares nothing of its host."""
    for prop, what in SHARED.items():
        report.decides(
            task,
            negate(equals(read(task, prop), "host")),
            wrong=f"{task} shares the {what} of its host ({prop}).",
            missing=f"its {prop}",
        )
    for container in known_containers(task, report):
        report.decides(
            task,
            negate(read_flag(container, "privileged")),
            wrong=f"{container} has all the rights of its host (privileged).",
            missing="whether its containers are privileged",
        )


RULE = Rule(
    id="SERVICE-024",
    title="Task definition shares nothing with its host",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC06-BP02 Provision compute from hardened images",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/ecs-containers-nonprivileged.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="A privileged container, and one that sees the host's processes, shared memory or network, can reach "
    "the machine and every other container on it. One hole in one program then opens all of them.",
    remediation="Leave privileged, pidMode and ipcMode out, and set networkMode to awsvpc. With Floodgate's "
    "FargateService component it is so.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

"""
*What it checks*: the root file system of each Linux container is read-only.

*Why it matters*: whoever gets into a container cannot put a program into it, nor change the one that runs. What has to
be written lies in volumes, which one can see in the task definition.

*How to fix*: set readonlyRootFilesystem, and give the program a volume for each place that it writes to, such as /tmp.
"""

from rules.compute.containers import TASK_DEFINITION, is_windows, known_containers
from rules.logic import some
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(task: Resource, report: Report) -> None:
    """Every container's root file system is read-only."""
    on_windows = is_windows(task)
    for container in () if on_windows is True else known_containers(task, report):
        report.decides(
            task,
            some([on_windows, read_flag(container, "readonlyRootFilesystem")]),
            wrong=f"{container} may write to its root file system (readonlyRootFilesystem).",
            missing="the readonlyRootFilesystem of its containers",
        )


RULE = Rule(
    id="SERVICE-026",
    title="Task definition has read-only root file systems",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC06-BP02 Provision compute from hardened images",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/ecs-containers-readonly-access.html",
            read="2026-11-25",
        ),
    ),
    rationale="In a container whose root file system is writable an intruder can leave programs and change the one "
    "that runs. Volumes show in the task definition what may be written.",
    remediation="Set readonlyRootFilesystem of the container, and mount a volume where it writes. With Floodgate's "
    "FargateService component it is set, and container.writable_paths are volumes.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

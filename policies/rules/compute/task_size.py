"""
*What it checks*: a task definition for Fargate says how much CPU and memory a task has, and it is a pair that Fargate
has: 512 CPU units go with 1 to 4 GiB, for example.

*Why it matters*: AWS refuses to register the task definition.

*How to fix*: take the next memory size up that the CPU size goes with, or more CPU.
"""

from rules.compute.containers import TASK_DEFINITION, is_for_fargate
from rules.compute.fargate_sizes import exists, units
from rules.logic import holds, implies
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(task: Resource, report: Report) -> None:
    """Every task definition for Fargate has a size that Fargate has."""
    for_fargate = is_for_fargate(task)
    cpu, memory = units(read(task, "cpu")), units(read(task, "memory"))
    if for_fargate is False:
        return
    if cpu is None or memory is None:
        report.decides(
            task,
            implies(for_fargate, False),
            wrong=f"{task} is for Fargate, but does not say how much CPU and memory a task has (cpu, memory).",
            missing="whether it is for Fargate",
        )
        return
    figures = (
        f"{cpu:.12g} CPU units with {memory:.12g} MiB" if isinstance(cpu, float) and isinstance(memory, float) else ""
    )
    report.decides(
        task,
        implies(for_fargate, holds(exists, cpu, memory)),
        wrong=f"{task} asks for {figures}, a size that Fargate does not have.",
        missing="its cpu and memory",
    )


RULE = Rule(
    id="SERVICE-007",
    title="Task definition for Fargate has a size that Fargate has",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
            read="2026-11-23",
        ),
    ),
    rationale="Fargate has tasks of certain pairs of CPU and memory only. AWS refuses to register a task definition "
    "of any other size, and so the release that changed it ends there.",
    remediation="Set cpu and memory of the task definition to a pair of the table on the page, such as 512 and 1024. "
    "With Floodgate's FargateService component: cpu_units and memory_mib, which are checked before.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

"""
*What it checks*: the environment of a container holds names and plain values only; what comes from Secrets Manager or
Parameter Store (`valueFrom`) is under `secrets`.

*Why it matters*: ECS knows no `valueFrom` in `environment`. The provider drops it without a word, and the container
starts without the variable: without its database address or password.

*How to fix*: move the entry from environment to secrets.
"""

from rules.compute.containers import TASK_DEFINITION, Container, known_containers
from rules.logic import Truth, every
from rules.report import Report
from rules.resource import Resource, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(task: Resource, report: Report) -> None:
    """Every variable in the environment of a container has a value there."""
    for container in known_containers(task, report):
        report.decides(
            task,
            _has_values(container),
            wrong=f"{container} has valueFrom in its environment, where ECS does not look: it belongs into secrets.",
            missing="the environment of its containers",
        )


def _has_values(container: Container) -> Truth:
    items = read_list(container, "environment")
    return UNKNOWN if items is UNKNOWN else every(_has_value(item) for item in items)


def _has_value(item: object) -> Truth:
    return "valueFrom" not in item if isinstance(item, dict) else UNKNOWN


RULE = Rule(
    id="SECURITY-002",
    title="Task definition takes what is secret from secrets, not from the environment",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC02-BP03 Store and use secrets securely",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="Entries of environment are pairs of name and value. One with valueFrom is registered without any value, "
    "so the container starts without its password or address and fails when it first needs it.",
    remediation="Move the entry with valueFrom from environment to secrets of the container. With Floodgate's "
    "FargateService component: secrets.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

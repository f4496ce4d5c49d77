"""
*What it checks*: no environment variable of a container holds a secret as plain text: none whose name ends with a word
such as PASSWORD or TOKEN has a literal value, and none holds a URL with a password in it. Switches, numbers, paths and
ARNs are no secrets, whatever their names.

*Why it matters*: a plain value stands in the task definition, in each of its revisions for ever, in the state and in
the console, for everybody who may describe it.

*How to fix*: keep the value in Secrets Manager or Parameter Store, and name its ARN in `secrets`.
"""

import re
from collections.abc import Iterator
from typing import Any

from rules.compute.containers import TASK_DEFINITION, Container, known_containers, variables
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

_WITH_PASSWORD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/@:\s]*:[^/@\s]+@.*", re.DOTALL)
# What is no secret although the name says so: a switch, a number, a path, the ARN by which a program asks for it.
_HARMLESS = re.compile(r"|true|false|[\d.]+|(/[\w.-]+){2,}|arn:.*", re.IGNORECASE)


def check(task: Resource, report: Report) -> None:
    """No container has a secret in its environment."""
    for container in known_containers(task, report):
        _check_container(task, container, report)


def _check_container(task: Resource, container: Container, report: Report) -> None:
    wrong = list(_mistakes(container, report.texts("words")))
    for mistake in wrong:
        if mistake is not UNKNOWN:
            report.fails(task, mistake)
    if UNKNOWN in wrong:
        report.not_knowable(task, "names and values of its environment variables")
    elif not wrong:
        report.passes(task)


def _mistakes(container: Container, words: tuple[str, ...]) -> Iterator[Any]:
    """What is wrong with each variable, UNKNOWN where something may be."""
    for number, (name, value) in enumerate(variables(container), start=1):
        here = f"environment variable {number} of {container}"
        word = _word(name, words)
        if isinstance(value, str) and _WITH_PASSWORD.fullmatch(value):
            yield f"{here} holds a URL with a password, as plain text."
        elif word and isinstance(value, str) and not _HARMLESS.fullmatch(value):
            yield f"{here} has a name that ends with {word}, and a plain value."
        elif value is UNKNOWN or (name is UNKNOWN and isinstance(value, str) and not _HARMLESS.fullmatch(value)):
            yield UNKNOWN


def _word(name: Any, words: tuple[str, ...]) -> str | None:
    return next((word for word in words if isinstance(name, str) and name.upper().endswith(word.upper())), None)


RULE = Rule(
    id="SERVICE-023",
    title="Task definition takes secrets from a store, not from its own text",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC02-BP03 Store and use secrets securely",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/ecs-no-environment-secrets.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="Plain values of a task definition stay in each of its revisions, in the state and in the console, for "
    "everybody who may describe it. It cannot be renewed without a release, and nobody notices who has read it.",
    remediation="Move the variable from environment to secrets, with valueFrom the ARN of a Secrets Manager secret or "
    "an SSM parameter. With Floodgate's FargateService component: container.secrets.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
    options=(
        Option(
            name="words",
            default=(
                "PASSWORD",
                "PASSWD",
                "PASSPHRASE",
                "SECRET",
                "SECRET_KEY",
                "SECRET_KEY_BASE",
                "TOKEN",
                "API_KEY",
                "APIKEY",
                "ACCESS_KEY",
                "PRIVATE_KEY",
                "CREDENTIALS",
            ),
            description="How names of environment variables end that hold secrets",
        ),
    ),
)

"""
*What it checks*: the execution role of a task definition may read each secret and parameter that its containers take
their variables from, and decrypt it where a key of the stack encrypts it.

*Why it matters*: ECS reads them before it starts a container, by the execution role and not by the task's. What it may
not read stops the task: after a deployment no new one starts.

*How to fix*: allow secretsmanager:GetSecretValue or ssm:GetParameters on them to the execution role, and kms:Decrypt on
their keys.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from rules import arn
from rules.compute.containers import TASK_DEFINITION, Container, known_containers, secrets
from rules.logic import Truth, every, some
from rules.report import Report
from rules.resource import Resource, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security import arns
from rules.security.keys import TO_READ, key_of, lets_role
from rules.security.statements import ROLE, allow, grants_role, of_resource, of_role
from rules.stack import Found, Stack
from rules.values import UNKNOWN

SECRET: Final = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type
PARAMETER: Final = "aws:ssm/parameter:Parameter"
_READING: Final = {SECRET: "secretsmanager:GetSecretValue", PARAMETER: "ssm:GetParameters"}
_KEYS: Final = {SECRET: "kmsKeyId", PARAMETER: "keyId"}  # the property that names the key
_SUFFIXED: Final = re.compile(r".+-[A-Za-z0-9]{6}")


def check(stack: Stack, report: Report) -> None:
    """Every execution role may read what its task's containers start with."""
    for task in stack.of(TASK_DEFINITION):
        sources = [source for container in known_containers(task, report) for source in _sources(container)]
        role = stack.link(task, "executionRoleArn", to=ROLE)
        if role.found is Found.NOTHING and any(source is not UNKNOWN for source in sources):
            report.fails(task, f"{task} takes variables from secrets, but has no execution role to read them.")
        elif sources and role.partner is None:
            report.not_knowable(task, "the rights of its execution role, which is outside the stack or unknown")
        elif sources and role.partner:
            may = every(_may_read(stack, role.partner, task, source) for source in sources)
            report.decides(
                task,
                may,
                wrong=f"{role.partner}, the execution role of {task}, may not read all of its secrets.",
                missing="what its secrets are, and whether its execution role may read them",
            )


def _sources(container: Container) -> Iterator[Any]:
    yield from (source for _, source in secrets(container))
    options = read_list(container, "logConfiguration", "secretOptions")
    if options is UNKNOWN:
        yield UNKNOWN
    else:
        yield from (option.get("valueFrom") if isinstance(option, dict) else UNKNOWN for option in options)


def _may_read(stack: Stack, role: Resource, task: Resource, source: Any) -> Truth:
    if not isinstance(source, str):
        return UNKNOWN
    inside = [(token, found) for token in _READING for found in stack.named(source, to=token, by=task)]
    if not inside:
        return _may_read_outside(stack, role, task, source)
    token, found = inside[0]
    return every([_allowed(stack, role, _READING[token], found), _may_decrypt(stack, role, found, _KEYS[token])])


def _allowed(stack: Stack, role: Resource, action: str, source: Resource) -> Truth:
    by_role = allow(of_role(stack, role), action, arns.of(source))
    return some([by_role, grants_role(of_resource(stack, source), role, action)]) if source.token == SECRET else by_role


def _may_decrypt(stack: Stack, role: Resource, source: Resource, prop: str) -> Truth:
    key = key_of(stack, source, prop)
    if key is UNKNOWN:
        return UNKNOWN
    # Without a key of one's own it is the service's, which all of the account may use through the service.
    return True if key is None or key.resource is None else lets_role(stack, key.resource, role, TO_READ)


def _may_read_outside(stack: Stack, role: Resource, task: Resource, source: str) -> Truth:
    """By the role alone: the policy and key of a secret outside the stack are taken to let it."""
    parts = arn.parse(source)
    if parts is None:  # the name of a parameter of the same region
        name = source.lstrip("/")
        source = f"arn:{arns.partition(task)}:ssm:{arns.region(task)}:{arns.HOLE}:parameter/{name}"
    elif parts.service == "secretsmanager":
        # What follows the name is a key of the JSON in it, a stage and a version.
        source = ":".join(source.split(":")[:7])
        source = source if _SUFFIXED.fullmatch(source) else source + arns.SECRET_SUFFIX
    token = SECRET if parts and parts.service == "secretsmanager" else PARAMETER
    hidden = any(stack.is_nameless(one) for one in stack.of(token))  # it may be one of these after all
    return every([allow(of_role(stack, role), _READING[token], source), UNKNOWN if hidden else True])


RULE = Rule(
    id="SECURITY-001",
    title="Task definition has an execution role that may read its secrets",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.SECURITY,
    practice="SEC02-BP03 Store and use secrets securely",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
            read="2026-11-23",
        ),
    ),
    rationale="ECS fetches secrets by the execution role before the container starts. Without the right, or "
    "without the right to decrypt, the task stops with ResourceInitializationError and the service starts no new one.",
    remediation="Give the role of executionRoleArn secretsmanager:GetSecretValue or ssm:GetParameters on each "
    "valueFrom, and kms:Decrypt on their keys. With Floodgate's FargateService component: secrets.",
    since="0.1.0",
    check=check,
)

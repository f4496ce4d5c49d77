"""
*What it checks*: the execution role of a task definition may write to the log groups of its containers
(`logs:CreateLogStream` and `logs:PutLogEvents`), and may create them where `awslogs-create-group` asks for that.

*Why it matters*: the awslogs driver opens the log stream before the container starts. What it may not do stops the
task. On Fargate AWS refuses a task definition with this driver and without an execution role.

*How to fix*: allow these actions on the log group's streams, that is on its ARN with `:*` at the end. The policy
AmazonECSTaskExecutionRolePolicy has them, but for logs:CreateLogGroup.
"""

from collections.abc import Iterator
from typing import Any

from rules.compute.containers import TASK_DEFINITION, Container, is_for_fargate, known_containers
from rules.logic import Truth, equals, every, negate, some
from rules.observability.log_retention import LOG_GROUP
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security import arns
from rules.security.statements import ROLE, Statement, allow, of_role
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every execution role may write the logs of its task's containers."""
    for task in stack.of(TASK_DEFINITION):
        role = stack.link(task, "executionRoleArn", to=ROLE)
        if role.found is Found.NOTHING and is_for_fargate(task) is False:
            continue  # the role of the instance counts then
        containers = [one for one in known_containers(task, report) if _uses_cloudwatch(one) is not False]
        if containers and role.found is Found.NOTHING:
            refused = every([is_for_fargate(task), some(map(_uses_cloudwatch, containers))])
            wrong = f"{task} writes logs to CloudWatch on Fargate without an execution role; AWS refuses that."
            report.decides(task, negate(refused), wrong=wrong, missing="whether it is for Fargate, and its log drivers")
        elif containers and role.partner is None:
            report.not_knowable(task, "the rights of its execution role, which is outside the stack or unknown")
        elif containers and role.partner:
            rights = of_role(stack, role.partner)
            report.decides(
                task,
                every(truth for one in containers for truth in _may_log(stack, rights, task, one)),
                wrong=f"{role.partner}, the execution role of {task}, may not write to its containers' log groups.",
                missing="the log groups of its containers, and whether its execution role may write to them",
            )


def _uses_cloudwatch(container: Container) -> Truth:
    return equals(read(container, "logConfiguration", "logDriver"), "awslogs")


def _may_log(stack: Stack, rights: tuple[Statement, ...], task: Resource, container: Container) -> Iterator[Truth]:
    if _uses_cloudwatch(container) is UNKNOWN:
        yield UNKNOWN
        return
    group = _group(stack, task, _option(container, "awslogs-group"))
    stream = f"{group}:log-stream:{arns.HOLE}"
    yield allow(rights, "logs:PutLogEvents", stream)
    # For these two AWS names the group as the resource; its ARN is written with `:*` and without.
    yield some([allow(rights, "logs:CreateLogStream", stream), allow(rights, "logs:CreateLogStream", group)])
    # The driver makes the group only where it finds none.
    creates = every([equals(_option(container, "awslogs-create-group"), "true", True), _is_missing(stack, container)])
    yield some(
        [negate(creates), allow(rights, "logs:CreateLogGroup", stream), allow(rights, "logs:CreateLogGroup", group)]
    )


def _is_missing(stack: Stack, container: Container) -> Truth:
    name = _option(container, "awslogs-group")
    if not isinstance(name, str):
        return UNKNOWN
    hidden = any(stack.is_nameless(group) for group in stack.of(LOG_GROUP))
    return False if stack.named(name, to=LOG_GROUP) else UNKNOWN if hidden else True


def _option(container: Container, name: str) -> Any:
    return read(container, "logConfiguration", "options", name)


def _group(stack: Stack, task: Resource, name: Any) -> str:
    found = stack.named(name, to=LOG_GROUP, by=task) if isinstance(name, str) else ()
    if found:
        return arns.of(found[0])
    known = name if isinstance(name, str) else arns.HOLE
    return f"arn:{arns.partition(task)}:logs:{arns.region(task)}:{arns.HOLE}:log-group:{known}"


RULE = Rule(
    id="TELEMETRY-012",
    title="Task definition has an execution role that may write its logs",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS04-BP02 Implement application telemetry",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html", read="2026-11-23"
        ),
    ),
    rationale="ECS opens the log stream by the execution role before it starts a container. Without the right, which "
    "is on the streams and not on the group, or without the group, no task starts.",
    remediation="Allow logs:CreateLogStream and logs:PutLogEvents on the log group's ARN followed by :* to the role of "
    "executionRoleArn. With Floodgate's FargateService component it may.",
    since="0.1.0",
    check=check,
)

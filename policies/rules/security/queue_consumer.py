"""
*What it checks*: the role of a function that reads a queue by an event source mapping may receive and delete its
messages and ask for its attributes. The policy of the queue may grant it, too.

*Why it matters*: Lambda reads the queue by the function's role. AWS refuses an event source mapping whose function may
not receive; without the right to delete, each message is processed again and again.

*How to fix*: attach AWSLambdaSQSQueueExecutionRole to the role, or allow the three actions on the queue.
"""

from rules import arn
from rules.logic import Truth, some
from rules.messaging.consumers import EVENT_SOURCE_MAPPING, FUNCTION, reads_queue, source_of
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security import arns
from rules.security.statements import ROLE, allow, grants_role, of_resource, of_role
from rules.stack import Found, Stack
from rules.values import UNKNOWN

ACTIONS = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")


def check(stack: Stack, report: Report) -> None:
    """Every function that a mapping feeds from a queue has the rights on it."""
    for mapping in stack.of(EVENT_SOURCE_MAPPING):
        if reads_queue(stack, mapping) is False:
            continue
        queue = _queue(stack, mapping)
        function = stack.link(mapping, "functionName", to=FUNCTION).partner
        role = stack.link(function, "role", to=ROLE).partner if function else None
        if queue is None:
            report.not_knowable(mapping, "which queue it reads")
        elif role is None:
            report.not_knowable(mapping, "the rights of its function's role, which is outside the stack or unknown")
        else:
            _check_role(stack, mapping, role, queue, report)


def _queue(stack: Stack, mapping: Resource) -> Resource | str | None:
    source = source_of(stack, mapping)
    if source.partner or source.found is not Found.OUTSIDE:
        return source.partner
    return str(source.value) if arn.parse(source.value) else None


def _check_role(stack: Stack, mapping: Resource, role: Resource, queue: Resource | str, report: Report) -> None:
    rights = {action: _may(stack, role, queue, action) for action in ACTIONS}
    lacking = [action for action, right in rights.items() if right is False]
    if lacking:
        report.fails(mapping, f"{role} may not {' and not '.join(lacking)} on the queue that {mapping} reads for it.")
    elif UNKNOWN in rights.values():
        report.not_knowable(mapping, "whether the role of its function may read its queue")
    else:
        report.passes(mapping)


def _may(stack: Stack, role: Resource, queue: Resource | str, action: str) -> Truth:
    if isinstance(queue, str):
        return allow(of_role(stack, role), action, queue)
    by_role = allow(of_role(stack, role), action, arns.of(queue))
    return some([by_role, grants_role(of_resource(stack, queue), role, action)])


RULE = Rule(
    id="SECURITY-003",
    title="Event source mapping reads a queue that its function's role may read",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP02 Grant least privilege access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html", read="2026-11-25"
        ),
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html", read="2026-11-23"),
    ),
    rationale="Lambda uses the execution role of the function to read the queue. Without sqs:ReceiveMessage, "
    "sqs:DeleteMessage and sqs:GetQueueAttributes the mapping is refused, or messages come back for ever.",
    remediation="Allow the three actions on eventSourceArn to the function's role. With Floodgate's OrderConsumer "
    "component the role has them.",
    since="0.1.0",
    check=check,
)

"""Which queue is whose dead-letter queue, as several rules ask it."""

from collections.abc import Iterator
from typing import Final

from rules import arn
from rules.report import Report
from rules.resource import Resource, read, read_flag, read_number
from rules.stack import Found, Holder, Link, Stack
from rules.values import UNKNOWN, Unknown

QUEUE: Final = "aws:sqs/queue:Queue"
REDRIVE_POLICY: Final = "aws:sqs/redrivePolicy:RedrivePolicy"
REDRIVE_ALLOW_POLICY: Final = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"

# Every property that makes a queue the place for what failed elsewhere.
DEAD_LETTER_TARGETS: Final = (
    Holder(QUEUE, ("redrivePolicy", "deadLetterTargetArn")),
    Holder(REDRIVE_POLICY, ("redrivePolicy", "deadLetterTargetArn")),
    Holder("aws:sns/topicSubscription:TopicSubscription", ("redrivePolicy", "deadLetterTargetArn")),
    Holder("aws:lambda/function:Function", ("deadLetterConfig", "targetArn")),
    Holder(
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        ("destinationConfig", "onFailure", "destination"),
    ),
    Holder("aws:lambda/eventSourceMapping:EventSourceMapping", ("destinationConfig", "onFailure", "destinationArn")),
    Holder("aws:cloudwatch/eventTarget:EventTarget", ("deadLetterConfig", "arn")),
    Holder("aws:scheduler/schedule:Schedule", ("target", "deadLetterConfig", "arn")),
)

VISIBILITY_TIMEOUT_SECONDS: Final = 30  # SQS's default, SQS API reference, CreateQueue


def visibility_of(queue: Resource) -> float | Unknown | None:
    """For how long a queue hides a message that was received, in seconds."""
    return read_number(queue, "visibilityTimeoutSeconds", default=VISIBILITY_TIMEOUT_SECONDS)


def redrive_policies(stack: Stack, queue: Resource) -> tuple[Resource, ...]:
    """The resources that hold this queue's redrive policy: the queue itself, separate ones."""
    inline = (queue,) if read(queue, "redrivePolicy") not in (None, "") else ()
    return (*inline, *_separate(stack, REDRIVE_POLICY, queue))


def may_have_redrive_policy(stack: Stack, queue: Resource) -> bool:
    """True when some separate redrive policy cannot be said not to be this queue's."""
    separate = stack.incoming(Holder(REDRIVE_POLICY, ("queueUrl",)), to=QUEUE)
    return bool(separate.perhaps_to(queue, nameless=stack.is_nameless(queue)))


def dead_letter_links(stack: Stack, report: Report) -> Iterator[tuple[Resource, Link]]:
    """Each queue that has a redrive policy, and where it leads. What hides that goes into the report."""
    for queue in stack.of(QUEUE):
        policies = redrive_policies(stack, queue)
        if not policies and may_have_redrive_policy(stack, queue):
            report.not_knowable(queue, "which queue each separate redrive policy belongs to")
        for policy in policies:
            link = stack.link(policy, "redrivePolicy", "deadLetterTargetArn", to=QUEUE)
            if link.found is Found.UNKNOWN:
                report.not_knowable(queue, "which queue its redrive policy names")
            elif link.found is not Found.NOTHING:
                yield queue, link


def is_dead_letter_queue(stack: Stack, queue: Resource) -> bool | Unknown:
    """True when something sends what failed to this queue, or the queue says that it may."""
    targets = stack.incoming(*DEAD_LETTER_TARGETS, to=QUEUE)
    allows = [_allows_redrive(holder) for holder in (queue, *_separate(stack, REDRIVE_ALLOW_POLICY, queue))]
    if targets.to(queue) or True in allows:
        return True
    allow_policies = stack.incoming(Holder(REDRIVE_ALLOW_POLICY, ("queueUrl",)), to=QUEUE)
    nameless = stack.is_nameless(queue)
    doubts = targets.perhaps_to(queue, nameless=nameless) or allow_policies.perhaps_to(queue, nameless=nameless)
    return UNKNOWN if doubts or UNKNOWN in allows else False


def is_fifo(queue: Resource) -> bool | Unknown:
    """The kind of a queue: as it is set, else by its name, which ends in .fifo for a FIFO queue and no other."""
    fifo = read_flag(queue, "fifoQueue")
    name = read(queue, "name")
    return name.endswith(".fifo") if fifo is UNKNOWN and isinstance(name, str) else fifo


def kinds_of(target: Link) -> set[bool | Unknown]:
    """Whether the queue at the end of a link is FIFO; several answers when it may be one of several queues."""
    if target.partners:
        return {is_fifo(partner) for partner in target.partners}
    outside = arn.parse(target.value)
    # Its name tells: a FIFO queue's ends in .fifo, no other's does.
    return {outside.resource.endswith(".fifo") if outside and outside.service == "sqs" else UNKNOWN}


def _separate(stack: Stack, policy: str, queue: Resource) -> tuple[Resource, ...]:
    return stack.incoming(Holder(policy, ("queueUrl",)), to=QUEUE).to(queue)


def _allows_redrive(holder: Resource) -> bool | Unknown:
    permission = read(holder, "redriveAllowPolicy", "redrivePermission")
    return UNKNOWN if permission is UNKNOWN else permission in ("allowAll", "byQueue")

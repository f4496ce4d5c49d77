"""
*What it checks*: the dead-letter queue of each queue is in the queue's own region and, where a literal ARN tells it, in
its own account.

*Why it matters*: a queue and its dead-letter queue belong side by side. Messages that failed are looked at and sent
back by who runs the consumer; elsewhere he lacks the rights, the key and the alarms, or SQS does not find the queue at
all.

*How to fix*: create the dead-letter queue with the same provider as the queue.
"""

from rules import arn
from rules.logic import Truth, agreed, every, holds
from rules.messaging.redrive import dead_letter_links
from rules.report import Report
from rules.resource import Resource, read_output
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Link, Stack
from rules.values import UNKNOWN, Unknown


def check(stack: Stack, report: Report) -> None:
    """Every dead-letter queue is where its queue is."""
    for queue, target in dead_letter_links(stack, report):
        report.decides(
            queue,
            _beside(queue, target),
            wrong=f"{queue} and its dead-letter queue are in different regions or accounts.",
            missing="the region and account of it and its dead-letter queue",
        )


def _beside(queue: Resource, target: Link) -> Truth:
    if target.partners:
        return agreed(holds(str.__eq__, queue.region, partner.region) for partner in target.partners)
    outside = arn.parse(target.value)
    if outside is None:
        return UNKNOWN
    return every([holds(str.__eq__, queue.region, outside.region), holds(str.__eq__, _account(queue), outside.account)])


def _account(queue: Resource) -> str | Unknown:
    own = arn.parse(text) if isinstance(text := read_output(queue, "arn"), str) else None
    return own.account if own else UNKNOWN


RULE = Rule(
    id="QUEUE-012",
    title="Queue has its dead-letter queue in its own region and account",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP03 Control and limit retry calls",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
            read="2026-11-25",
        ),
    ),
    rationale="AWS advises to keep a queue and its dead-letter queue within the same account and region. Where they "
    "are apart, messages that failed are out of reach of those who run the consumer, and a failure of one region "
    "touches both.",
    remediation="Create the dead-letter queue of redrivePolicy with the region and provider of the queue. Floodgate's "
    "FifoQueue and StandardQueue components make both in one location.",
    since="0.1.0",
    check=check,
)

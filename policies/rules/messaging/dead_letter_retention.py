"""
*What it checks*: the dead-letter queue of a standard queue keeps messages for longer than that queue does, or for the
longest that SQS has, 14 days. FIFO queues pass: there the time starts anew.

*Why it matters*: in a standard queue a message expires counted from when it was first sent, also after it was moved.
One that waited three days before it failed is in a dead-letter queue of four days for a single day, perhaps a Sunday.

*How to fix*: raise messageRetentionSeconds of the dead-letter queue, to 1209600 at best.
"""

from rules.logic import agreed, holds, some
from rules.messaging.redrive import dead_letter_links, is_fifo
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Link, Stack
from rules.values import Unknown

RETENTION_SECONDS = 345_600  # SQS's default: four days, SQS API reference, CreateQueue
LONGEST_SECONDS = 1_209_600  # the most that SQS takes


def check(stack: Stack, report: Report) -> None:
    """Every dead-letter queue outlives the queue that it belongs to."""
    for queue, target in dead_letter_links(stack, report):
        _check_queue(queue, target, report)


def _check_queue(queue: Resource, target: Link, report: Report) -> None:
    own, theirs = _retention(queue), [_retention(partner) for partner in target.partners]
    outlives = some([is_fifo(queue), agreed(holds(_outlives, other, own) for other in theirs)])
    if outlives is False:
        report.fails(
            queue,
            f"{queue} keeps messages for {own:.12g} s, {target.partners[0]} for {theirs[0]:.12g} s, counted from when "
            "they were sent: what fails late is gone before anybody looks.",
        )
    else:
        report.decides(queue, outlives, wrong="", missing="how long it and its dead-letter queue keep messages")


def _outlives(theirs: float, own: float) -> bool:
    return theirs > own or theirs >= LONGEST_SECONDS


def _retention(queue: Resource) -> float | Unknown | None:
    return read_number(queue, "messageRetentionSeconds", default=RETENTION_SECONDS)


RULE = Rule(
    id="QUEUE-011",
    title="Queue has a dead-letter queue that keeps messages for longer",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP03 Control and limit retry calls",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
            "setting-up-dead-letter-queue-retention.html",
            read="2026-11-25",
        ),
    ),
    rationale="A message of a standard queue keeps the time at which it was first sent when it is moved to the "
    "dead-letter queue, and expires by it. With the same retention in both, a message that fails near the end of its "
    "time is deleted at once, so an order is lost without a trace.",
    remediation="Set messageRetentionSeconds of the dead-letter queue above that of the queue, to 1209600 at best. "
    "With Floodgate's StandardQueue component: dlq_retention_days.",
    since="0.1.0",
    check=check,
)

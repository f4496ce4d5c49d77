"""
*What it checks*: each event source mapping that reads batches of more than one message from a queue takes partial
answers: its functionResponseTypes hold ReportBatchItemFailures.

*Why it matters*: without it one message that fails sends the whole batch back to the queue. Its good messages are
handled again, up to as often as maxReceiveCount says, and then put aside with the bad one.

*How to fix*: set functionResponseTypes, and let the function return the ids of the messages that failed. For a FIFO
queue it must return the first failure and everything after it.
"""

from rules.logic import Truth, holds, some
from rules.messaging.consumers import EVENT_SOURCE_MAPPING, reads_queue
from rules.messaging.mapping_batches import BATCH_SIZE
from rules.report import Report
from rules.resource import Resource, read_list, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

PARTIAL = "ReportBatchItemFailures"


def check(stack: Stack, report: Report) -> None:
    """Every mapping that reads batches of a queue lets its function say which messages failed."""
    for mapping in stack.of(EVENT_SOURCE_MAPPING):
        reads = reads_queue(stack, mapping)
        if reads is False:
            continue
        single = holds(lambda messages: messages <= 1, read_number(mapping, "batchSize", default=BATCH_SIZE))
        good = some([single, _takes_partial_answers(mapping)])
        report.decides(
            mapping,
            UNKNOWN if good is False and reads is UNKNOWN else good,
            wrong=f"{mapping} does not take partial answers: one message that fails brings its whole batch back.",
            missing="whether it reads a queue, its batchSize and its functionResponseTypes",
        )


def _takes_partial_answers(mapping: Resource) -> Truth:
    types = read_list(mapping, "functionResponseTypes")
    if types is UNKNOWN or (UNKNOWN in types and PARTIAL not in types):
        return UNKNOWN
    return PARTIAL in types


RULE = Rule(
    id="QUEUE-013",
    title="Event source mapping takes partial answers of batches from a queue",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP03 Control and limit retry calls",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html", read="2026-11-25"),
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html", read="2026-11-25"),
    ),
    rationale="If Lambda meets an error while it processes a batch, by default all messages of the batch return to the "
    "queue. The good ones are processed twice and, when the bad one keeps failing, put aside with it: ten orders in "
    "place of one.",
    remediation='Set functionResponseTypes to ["ReportBatchItemFailures"], and return batchItemFailures from the '
    "handler. Floodgate's OrderConsumer component always sets it.",
    since="0.1.0",
    check=check,
)

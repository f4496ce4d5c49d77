"""
*What it checks*: the batches of each event source mapping are ones that its queue gives: of a FIFO queue at most ten
messages and no batching window; of a standard queue more than ten only with a batching window of a second or more.

*Why it matters*: Lambda refuses the mapping otherwise, and the queue fills up with nobody to read it.

*How to fix*: lower batchSize, or leave out or set maximumBatchingWindowInSeconds as the kind of the queue asks for it.
"""

from rules.logic import Truth, every, holds
from rules.messaging.consumers import EVENT_SOURCE_MAPPING, at_least, reads_fifo, reads_queue
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

LARGEST = 10  # messages of a FIFO queue, or of any queue without a batching window
BATCH_SIZE = 10  # Lambda's default for queues
BATCHING_WINDOW_SECONDS = 0  # the same


def check(stack: Stack, report: Report) -> None:
    """No mapping asks its queue for batches that it does not give."""
    for mapping in stack.of(EVENT_SOURCE_MAPPING):
        reads = reads_queue(stack, mapping)
        if reads is UNKNOWN:
            report.not_knowable(mapping, "whether it reads a queue")
        elif reads:
            _check_mapping(mapping, reads_fifo(stack, mapping), report)


def _check_mapping(mapping: Resource, fifo: Truth, report: Report) -> None:
    size = read_number(mapping, "batchSize", default=BATCH_SIZE)
    window = read_number(mapping, "maximumBatchingWindowInSeconds", default=BATCHING_WINDOW_SECONDS)
    large = holds(lambda messages: messages > LARGEST, size)
    takes, waits = f"{mapping} takes {at_least(size):.12g} messages", f"{mapping} waits {at_least(window):.12g} s"
    faults = {
        f"{takes} at once from a FIFO queue, which gives 10; AWS refuses that.": every([fifo, large]),
        f"{waits} for a batch, but a FIFO queue has no batching window; AWS refuses that.": every(
            [fifo, holds(lambda seconds: seconds > 0, window)]
        ),
        f"{takes} at once without a batching window of at least 1 s; AWS refuses that above 10.": every(
            [large, holds(lambda seconds: seconds < 1, window)]
        ),
    }
    wrong = next((message for message, found in faults.items() if found is True), None)
    good = False if wrong else UNKNOWN if UNKNOWN in faults.values() else True
    missing = "the kind of its queue, its batchSize and its maximumBatchingWindowInSeconds"
    report.decides(mapping, good, wrong=wrong or "", missing=missing)


RULE = Rule(
    id="QUEUE-007",
    title="Event source mapping takes batches that its queue gives",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP01 Aware of service quotas and constraints",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html", read="2026-11-25"),
        Reference(
            url="https://docs.aws.amazon.com/lambda/latest/dg/API_EventSourceMappingConfiguration.html",
            read="2026-11-25",
        ),
    ),
    rationale="A FIFO queue gives at most 10 messages at once and supports no batching window; a batch above 10 needs "
    "a window of at least a second. Lambda refuses any other mapping, so the deployment fails and the queue is not "
    "read.",
    remediation="Set batchSize to 10 or less and leave out maximumBatchingWindowInSeconds for a FIFO queue; set it to "
    "1 or more for larger batches. With Floodgate's OrderConsumer component: batch_size.",
    since="0.1.0",
    check=check,
)

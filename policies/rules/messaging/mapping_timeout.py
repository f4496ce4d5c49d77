"""
*What it checks*: the queue that an event source mapping reads hides a message for at least the timeout of the function
behind it.

*Why it matters*: Lambda compares the two when the mapping is created or updated, and refuses it where the function may
run for longer than a message is hidden. The deployment stops there, with the function and the queue already made. This
is AWS's floor; how much more is advisable is what QUEUE-001 says.

*How to fix*: raise the queue's visibility timeout, to six times the function's timeout at best, or lower the timeout.
"""

from rules.logic import agreed, holds
from rules.messaging.consumers import EVENT_SOURCE_MAPPING, reads_queue, source_of, timeouts_of
from rules.messaging.redrive import visibility_of
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack


def check(stack: Stack, report: Report) -> None:
    """Every mapping joins a queue to a function that ends before the queue shows a message again."""
    for mapping in stack.of(EVENT_SOURCE_MAPPING):
        if reads_queue(stack, mapping) is not False:
            _check_mapping(stack, mapping, report)


def _check_mapping(stack: Stack, mapping: Resource, report: Report) -> None:
    queues = source_of(stack, mapping).partners
    pairs = [(visibility_of(queue), timeout) for queue in queues for timeout in timeouts_of(stack, mapping)]
    fits = agreed(holds(lambda hidden, timeout: hidden >= timeout, *pair) for pair in pairs)
    if fits is False:
        hidden, timeout = pairs[0]
        report.fails(
            mapping,
            f"{mapping} reads {queues[0]}, which hides a message for {hidden:.12g} s, for a function that may run for "
            f"{timeout:.12g} s; AWS refuses that.",
        )
    else:
        missing = "the visibility timeout of its queue and the timeout of its function"
        report.decides(mapping, fits, wrong="", missing=missing)


RULE = Rule(
    id="QUEUE-003",
    title="Event source mapping reads a queue that hides messages for the function's whole timeout",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP05 Set client timeouts",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html", read="2026-11-25"),
    ),
    rationale="Lambda validates that the function's timeout is at most the queue's visibility timeout, and returns an "
    "error when a mapping that breaks this is created or updated: the deployment fails half-way, and nothing consumes "
    "the queue.",
    remediation="Raise the queue's visibilityTimeoutSeconds, or lower the function's timeout. With Floodgate's "
    "FifoQueue and OrderConsumer components: visibility_timeout_seconds and timeout_seconds.",
    since="0.1.0",
    check=check,
)

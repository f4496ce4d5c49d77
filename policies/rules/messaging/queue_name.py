"""
*What it checks*: the name of a queue ends with .fifo when it is a FIFO queue, and only then.

*Why it matters*: SQS refuses the queue otherwise. A queue that is meant to be FIFO and is created without the setting
would keep no order.

*How to fix*: set fifoQueue and end the name with .fifo, or do neither.
"""

from rules.logic import holds
from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(queue: Resource, report: Report) -> None:
    """The name of a queue and its kind agree."""
    name = read(queue, "name")
    if name is None:
        return  # the provider makes up one that fits
    ends = name.endswith(".fifo") if isinstance(name, str) else UNKNOWN
    fifo = read_flag(queue, "fifoQueue")
    report.decides(
        queue,
        holds(lambda kind, ending: kind is ending, fifo, ends),
        wrong=f"{queue} is a FIFO queue, but its name does not end with .fifo; AWS refuses that."
        if fifo is True
        else f"{queue} is no FIFO queue, but its name ends with .fifo; AWS refuses that.",
        missing="its name and its kind",
    )


RULE = Rule(
    id="QUEUE-010",
    title="Queue has a name that ends with .fifo if it is FIFO, and only then",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP01 Aware of service quotas and constraints",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html",
            read="2026-11-25",
        ),
    ),
    rationale="The name of a FIFO queue must end with .fifo, and a point is not allowed in any other queue's name, so "
    "SQS refuses the queue. The kind of a queue cannot be changed later.",
    remediation="Set fifoQueue to true and end name with .fifo, or neither. Floodgate's FifoQueue component adds the "
    "ending to queue_name.",
    since="0.1.0",
    check_resource=check,
    types=(QUEUE,),
)

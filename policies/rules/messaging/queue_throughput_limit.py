"""
*What it checks*: a queue whose fifoThroughputLimit is perMessageGroupId deduplicates per group too: its
deduplicationScope is messageGroup.

*Why it matters*: high throughput needs both settings. SQS takes the limit per group only together with deduplication
per group, and refuses the queue otherwise.

*How to fix*: set deduplicationScope to messageGroup, or leave out both settings.
"""

from rules.logic import equals, implies
from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

PER_GROUP = "perMessageGroupId"
GROUP_SCOPE = "messageGroup"


def check(queue: Resource, report: Report) -> None:
    """A queue that limits throughput per group deduplicates per group."""
    if read(queue, "fifoThroughputLimit") is None:
        return
    limited = equals(read(queue, "fifoThroughputLimit"), PER_GROUP)
    scoped = equals(read(queue, "deduplicationScope"), GROUP_SCOPE)  # without one the whole queue is the scope
    report.decides(
        queue,
        implies(limited, scoped),
        wrong=f"{queue} limits throughput per message group but does not deduplicate per group (deduplicationScope); "
        "AWS refuses that.",
        missing="its deduplicationScope and fifoThroughputLimit",
    )


RULE = Rule(
    id="QUEUE-005",
    title="Queue with a throughput limit per message group deduplicates per group as well",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="REL01-BP01 Aware of service quotas and constraints",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html",
            read="2026-11-23",
        ),
    ),
    rationale="High throughput of a FIFO queue is the pair of deduplicationScope messageGroup and fifoThroughputLimit "
    "perMessageGroupId. SQS allows the second only together with the first, so half of the pair fails the deployment.",
    remediation="Set deduplicationScope to messageGroup beside fifoThroughputLimit. Floodgate's FifoQueue component "
    "always sets both.",
    since="0.1.0",
    check_resource=check,
    types=(QUEUE,),
)

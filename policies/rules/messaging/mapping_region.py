"""
*What it checks*: each event source mapping is in the region of the queue that it reads.

*Why it matters*: Lambda polls queues of its own region only. A mapping to a queue elsewhere is refused, and the queue
has no consumer.

*How to fix*: put function, mapping and queue into one region. To bring messages from one region to another, subscribe
the queue to a topic of the other region, or let an EventBridge rule send them there.
"""

from rules import arn
from rules.logic import agreed, equals
from rules.messaging.consumers import EVENT_SOURCE_MAPPING, reads_queue, source_of
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN, Unknown


def check(stack: Stack, report: Report) -> None:
    """Every mapping reads a queue of its own region."""
    for mapping in stack.of(EVENT_SOURCE_MAPPING):
        if reads_queue(stack, mapping) is not False:
            _check_mapping(mapping, source_of(stack, mapping), report)


def _check_mapping(mapping: Resource, source: Link, report: Report) -> None:
    own = mapping.region
    report.decides(
        mapping,
        UNKNOWN if own is UNKNOWN else agreed(equals(region, own) for region in _regions(source)),
        wrong=f"{mapping} is in another region than the queue that it reads; AWS refuses that.",
        missing="its region and that of its queue",
    )


def _regions(source: Link) -> list[str | Unknown]:
    if source.found is Found.OUTSIDE:
        outside = arn.parse(source.value)
        return [outside.region if outside and outside.region else UNKNOWN]
    return [queue.region for queue in source.partners]


RULE = Rule(
    id="QUEUE-009",
    title="Event source mapping is in the region of its queue",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP01 Aware of service quotas and constraints",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html", read="2026-11-25"),
    ),
    rationale="The Lambda function and its queue must be in the same AWS Region, although they may be in different "
    "accounts. A mapping across regions cannot be created, so that nothing reads the queue.",
    remediation="Give queue, function and mapping the same region or provider. Floodgate's OrderConsumer component "
    "takes the queue as FifoQueue.source, of the same location.",
    since="0.1.0",
    check=check,
)

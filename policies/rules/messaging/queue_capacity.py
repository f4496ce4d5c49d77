"""
*What it checks*: each FIFO queue takes the declared events per second: calls a second of its mode times the messages in
one call. The ordinary mode takes 300 calls a second for each action; high-throughput mode, which needs
deduplicationScope messageGroup and fifoThroughputLimit perMessageGroupId, takes what its region allows. Dead-letter
queues are left out.

*Why it matters*: what exceeds the limit is refused with a throttling error, at the moment when most orders come in.
Each message group still takes 300 calls a second at most, so many groups are needed too.

*How to fix*: turn on high-throughput mode, which costs nothing more, or send in batches of up to ten. Beyond that ask
AWS for a higher quota; the rule knows the default ones.
"""

from typing import Final

from rules import traffic
from rules.logic import agreed, equals, every
from rules.messaging.queue_throughput_limit import GROUP_SCOPE, PER_GROUP
from rules.messaging.redrive import QUEUE, is_dead_letter_queue, is_fifo
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

# Calls a second for each action. Source: SQS developer guide, Amazon SQS message quotas, read on 2026-11-25.
CALLS: Final = 300.0
HIGH_THROUGHPUT_CALLS: Final = {
    "us-east-1": 70_000.0,
    "us-west-2": 70_000.0,
    "eu-west-1": 70_000.0,
    "us-east-2": 19_000.0,
    "eu-central-1": 19_000.0,
    "ap-south-1": 9_000.0,
    "ap-southeast-1": 9_000.0,
    "ap-southeast-2": 9_000.0,
    "ap-northeast-1": 9_000.0,
    "eu-west-2": 4_500.0,
    "sa-east-1": 4_500.0,
}
LOWEST, HIGHEST = 2_400.0, 70_000.0  # the first is that of all other regions
BATCH: Final = 10.0


def check(stack: Stack, report: Report) -> None:
    """Every FIFO queue that producers send to takes the declared events."""
    for queue in stack.of(QUEUE):
        dead_letters = is_dead_letter_queue(stack, queue)
        if is_fifo(queue) is not False and dead_letters is not True:
            known = is_fifo(queue) is True and dead_letters is False
            _check_queue(queue, known, report)


def _check_queue(queue: Resource, known: bool, report: Report) -> None:
    events, batch = report.declared("eventsPerSecond"), report.declared("messagesPerSendCall")
    if events is UNKNOWN:
        report.not_knowable(queue, traffic.missing("eventsPerSecond"))
        return
    batches = (1.0, BATCH) if batch is UNKNOWN else (min(max(batch, 1.0), BATCH),)
    limits = [calls * messages for calls in _calls(queue) for messages in batches]
    fits = agreed(events <= limit for limit in limits)
    if fits is False and known:
        report.fails(queue, f"{queue} takes {max(limits):.12g} messages a second of the declared {events:.12g}.")
    elif fits is True:
        report.passes(queue)
    else:
        missing = traffic.missing("messagesPerSendCall") if len(batches) > 1 else "its kind, mode and region"
        report.not_knowable(queue, missing)


def _calls(queue: Resource) -> tuple[float, ...]:
    """The calls that it takes a second; several when its mode or the limit of its region is unknown."""
    high = every(
        [
            equals(read(queue, "deduplicationScope"), GROUP_SCOPE),
            equals(read(queue, "fifoThroughputLimit"), PER_GROUP),
        ]
    )
    region = queue.region
    most = (HIGH_THROUGHPUT_CALLS.get(region, LOWEST),) if isinstance(region, str) else (LOWEST, HIGHEST)
    return (CALLS, *most) if high is UNKNOWN else most if high else (CALLS,)


RULE = Rule(
    id="QUEUE-006",
    title="Queue that is FIFO takes the declared events per second",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="REL01-BP03 Accommodate fixed service quotas and constraints through architecture",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
            "troubleshooting-fifo-throttling-issues.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html",
            read="2026-11-25",
        ),
    ),
    rationale="By default a FIFO queue takes 300 calls a second for each action, and answers more with a throttling "
    "error even though it has room: at the peak the senders' requests fail or pile up. High-throughput mode raises "
    "that to what the region allows, batches multiply it by up to ten.",
    remediation="Set deduplicationScope to messageGroup and fifoThroughputLimit to perMessageGroupId, use many message "
    "groups, or send in batches. Floodgate's FifoQueue component always sets both.",
    since="0.1.0",
    check=check,
)

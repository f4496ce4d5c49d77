"""
*What it checks*: each FIFO queue that is no dead-letter queue has an alarm on the age of its oldest message.

*Why it matters*: in a FIFO queue one message that fails holds up all later ones of its group. The queue looks busy and
short, and only the age of its oldest message tells.

*How to fix*: add an alarm on ApproximateAgeOfOldestMessage of the queue.
"""

from rules.logic import Truth, equals, every, implies, negate, some
from rules.messaging.redrive import is_dead_letter_queue, is_fifo
from rules.observability.alarms import QUEUE, watching
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every FIFO queue has an alarm on the age of its oldest message."""
    for queue in stack.of(QUEUE):
        subject = every([is_fifo(queue), negate(is_dead_letter_queue(stack, queue))])
        if subject is not False:
            report.decides(
                queue,
                implies(subject, _is_watched(stack, queue)),
                wrong=f"no alarm watches the age of the oldest message in {queue}, a FIFO queue.",
                missing="whether it is a FIFO queue for work, and what watches it",
            )


def _is_watched(stack: Stack, queue: Resource) -> Truth:
    found = stack.derived(watching)
    sure = [equals(metric.name, "ApproximateAgeOfOldestMessage") for metric in found.of(queue)]
    return some([*sure, *(UNKNOWN for _ in found.perhaps_of(queue))])


RULE = Rule(
    id="TELEMETRY-008",
    title="Alarm watches the age of the oldest message of each FIFO queue",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
            read="2026-11-23",
        ),
    ),
    rationale="One message that cannot be processed blocks its whole message group. The number of messages stays "
    "small, so the age of the oldest one is the only sign that some customers wait.",
    remediation="Create a metric alarm with namespace AWS/SQS, metricName ApproximateAgeOfOldestMessage and the "
    "dimension QueueName of the queue. With Floodgate's AlarmSet component: queue_alarms(...).",
    since="0.1.0",
    check=check,
)

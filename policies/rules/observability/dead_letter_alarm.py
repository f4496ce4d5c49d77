"""
*What it checks*: each dead-letter queue has an alarm that fires on its first message: on
ApproximateNumberOfMessagesVisible or ApproximateAgeOfOldestMessage, above 0.

*Why it matters*: a message there is an order, a payment or a mail that did not happen. It waits for somebody to look,
and is deleted when the retention ends.

*How to fix*: add an alarm on ApproximateNumberOfMessagesVisible of the dead-letter queue, greater than 0. Not on
NumberOfMessagesSent: SQS does not count messages that it moves itself.
"""

from rules.logic import Truth, equals, every, holds, implies, some
from rules.messaging.redrive import is_dead_letter_queue
from rules.observability.alarms import QUEUE, Metric, watching
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every dead-letter queue has an alarm on its first message."""
    for queue in stack.of(QUEUE):
        if (dead := is_dead_letter_queue(stack, queue)) is not False:
            report.decides(
                queue,
                implies(dead, _is_watched(stack, queue)),
                wrong=f"no alarm fires on the first message in {queue}, which is a dead-letter queue.",
                missing="whether it is a dead-letter queue, and what watches it",
            )


def _is_watched(stack: Stack, queue: Resource) -> Truth:
    found = stack.derived(watching)
    sure = [_fires_on_first(metric) for metric in found.of(queue)]
    return some([*sure, *(every([UNKNOWN, _fires_on_first(metric)]) for metric in found.perhaps_of(queue))])


def _fires_on_first(metric: Metric) -> Truth:
    counts = equals(metric.name, "ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage")
    if metric.path:
        return counts  # what its expression makes of it is taken to be meant so
    threshold = read_number(metric.alarm, "threshold")
    above = read(metric.alarm, "comparisonOperator")
    reached = some(
        [
            every([equals(above, "GreaterThanThreshold"), holds(lambda limit: limit < 1, threshold)]),
            every([equals(above, "GreaterThanOrEqualToThreshold"), holds(lambda limit: limit <= 1, threshold)]),
        ]
    )
    return every([counts, reached])


RULE = Rule(
    id="TELEMETRY-007",
    title="Alarm fires on the first message of each dead-letter queue",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
            read="2026-11-23",
        ),
    ),
    rationale="What is in a dead-letter queue failed for good and is looked at by nobody until somebody is called. "
    "Without an alarm on its first message it is deleted unseen when its retention ends.",
    remediation="Create a metric alarm with namespace AWS/SQS, metricName ApproximateNumberOfMessagesVisible, "
    "threshold 0 and the dimension QueueName of the dead-letter queue. With Floodgate's AlarmSet component: "
    "queue_alarms(...).",
    since="0.1.0",
    check=check,
)

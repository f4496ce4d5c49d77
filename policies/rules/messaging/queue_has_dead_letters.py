"""
*What it checks*: each SQS queue has a redrive policy, inline or as `sqs.RedrivePolicy`. Queues that are dead-letter
queues themselves, of a queue, topic, function or schedule, need none.

*Why it matters*: a message that cannot be processed is delivered again and again. Without a dead-letter queue that goes
on until the retention period ends, then the message is deleted; in a FIFO queue it blocks its message group until then.

*How to fix*: create a queue for what fails, of the same kind, and name its ARN in the redrive policy.
"""

from rules.logic import some
from rules.messaging.redrive import QUEUE, is_dead_letter_queue, may_have_redrive_policy, redrive_policies
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every queue has a dead-letter queue, or is one."""
    for queue in stack.of(QUEUE):
        if policies := redrive_policies(stack, queue):
            named = [stack.link(policy, "redrivePolicy", "deadLetterTargetArn", to=QUEUE) for policy in policies]
            has_one = some(True if link.found is not Found.UNKNOWN else UNKNOWN for link in named)
            report.decides(queue, has_one, wrong="", missing="whether it has a redrive policy")
        elif may_have_redrive_policy(stack, queue):
            report.not_knowable(queue, "which queue each separate redrive policy belongs to")
        elif (dead_letter := is_dead_letter_queue(stack, queue)) is UNKNOWN:
            report.not_knowable(queue, "which queue each redrive policy names as its dead-letter queue")
        elif not dead_letter:
            loss = "what cannot be processed is retried, then deleted when its retention ends"
            report.fails(queue, f"{queue} has no dead-letter queue: {loss}.")


RULE = Rule(
    id="QUEUE-027",
    title="Queue has a dead-letter queue",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP03 Control and limit retry calls",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
            read="2026-11-23",
        ),
    ),
    rationale="A message that cannot be processed is retried until its retention ends and then deleted, so an order is "
    "lost without a trace; in a FIFO queue it also blocks every later message of its group.",
    remediation="Set redrivePolicy with deadLetterTargetArn and maxReceiveCount, both queues FIFO or both standard. "
    "With Floodgate's FifoQueue component both are made.",
    since="0.1.0",
    check=check,
)

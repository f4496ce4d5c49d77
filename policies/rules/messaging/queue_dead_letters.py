"""
*What it checks*: each SQS queue with a redrive policy, inline or as `sqs.RedrivePolicy`, names a dead-letter queue of
the queue's own kind, FIFO or standard.

*Why it matters*: AWS refuses a dead-letter queue of the other kind, and a redrive policy that is no JSON object or
names no queue.

*How to fix*: create the dead-letter queue with the same kind, and name its ARN in the redrive policy.
"""

from rules.messaging.redrive import (
    QUEUE,
    is_fifo,
    kinds_of,
    may_have_redrive_policy,
    redrive_policies,
)
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN, parse_json


def check(stack: Stack, report: Report) -> None:
    """Every queue that has a dead-letter queue is of the same kind."""
    for queue in stack.of(QUEUE):
        if policies := redrive_policies(stack, queue):
            for policy in policies:
                _check_target(stack, queue, policy, report)
        elif may_have_redrive_policy(stack, queue):
            report.not_knowable(queue, "which queue each separate redrive policy belongs to")


def _check_target(stack: Stack, queue: Resource, policy: Resource, report: Report) -> None:
    link = stack.link(policy, "redrivePolicy", "deadLetterTargetArn", to=QUEUE)
    if _is_malformed(policy):
        report.fails(queue, f"the redrive policy of {queue} is no JSON object.")
    elif link.found is Found.NOTHING:
        report.fails(queue, f"the redrive policy of {queue} names no dead-letter queue (deadLetterTargetArn).")
    elif link.found is Found.UNKNOWN:
        report.not_knowable(queue, "which queue its redrive policy names")
    else:
        _compare_kinds(queue, link, report)


def _compare_kinds(queue: Resource, link: Link, report: Report) -> None:
    own, theirs = is_fifo(queue), kinds_of(link)
    if own is UNKNOWN or UNKNOWN in theirs or len(theirs) > 1:
        report.not_knowable(queue, "whether it and its dead-letter queue are FIFO")
    elif own in theirs:
        report.passes(queue)
    else:
        report.fails(
            queue, f"{queue} is {_kind(own)} queue, its dead-letter queue is {_kind(not own)} one; AWS refuses that."
        )


def _is_malformed(policy: Resource) -> bool:
    text = read(policy, "redrivePolicy")
    return isinstance(text, str) and not isinstance(parse_json(text), dict)


def _kind(fifo: bool) -> str:
    return "a FIFO" if fifo else "a standard"


RULE = Rule(
    id="QUEUE-002",
    title="Queue is of the same kind as its dead-letter queue",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP03 Control and limit retry calls",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
            read="2026-11-23",
        ),
    ),
    rationale="AWS rejects a redrive policy to a dead-letter queue of the other kind, FIFO or standard, so that the "
    "deployment stops halfway: the queue is there, and what it cannot process is not put aside.",
    remediation="Set fifoQueue of both queues, or of neither, and deadLetterTargetArn of redrivePolicy. "
    "With Floodgate's FifoQueue component both are made.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: no statement of a queue's policy, inline or as `sqs.QueuePolicy`, allows everybody (the principal `*`,
or all but some) without a condition that says who may come, such as aws:SourceArn, aws:SourceAccount or
aws:PrincipalOrgID.

*Why it matters*: whoever knows the address of such a queue, from whatever AWS account, may send to it or read and
delete what is in it: orders that nobody placed, customers' data in other hands.

*How to fix*: name the accounts, roles or services that need the queue; for an AWS service add the condition
aws:SourceArn or aws:SourceAccount.
"""

from rules.logic import negate
from rules.messaging.access import lets_anybody_in
from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy"


def check(holder: Resource, report: Report) -> None:
    """No policy of a queue lets everybody in."""
    if read(holder, "policy") in (None, ""):
        return  # the owner's account alone
    report.decides(
        holder,
        negate(lets_anybody_in(holder)),
        wrong=f"{holder} lets everybody in: it allows the principal * without a condition that narrows it down.",
        missing="whom its policy lets in",
    )


RULE = Rule(
    id="QUEUE-018",
    title="Queue policy names who may use the queue",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
            "sqs-security-best-practices.html",
            read="2026-11-25",
        ),
    ),
    rationale="A queue that allows the principal * may be read, emptied and filled by anyone with an AWS account. AWS "
    "asks to make sure that queues are not publicly accessible, to avoid the wildcard, and to name specific users "
    "instead.",
    remediation="Replace the wildcard in policy by accounts, roles or services, or add a condition on aws:SourceArn or "
    "aws:SourceAccount. Floodgate's FifoQueue and StandardQueue components grant by roles: grant_send, grant_consume.",
    since="0.1.0",
    check_resource=check,
    types=(QUEUE, QUEUE_POLICY),
)

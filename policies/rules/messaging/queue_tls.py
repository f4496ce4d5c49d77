"""
*What it checks*: a policy of each queue, inline or as `sqs.QueuePolicy`, denies everybody what does not come over TLS:
the condition aws:SecureTransport false.

*Why it matters*: SQS also answers plain HTTP. AWS's libraries use TLS, but a wrong endpoint setting somewhere is enough
to send orders readable over the network, and nobody notices as it works.

*How to fix*: add a statement with the effect Deny, the principal `*`, and that condition.
"""

from rules.messaging.access import refuses_plain_text
from rules.messaging.queue_access import QUEUE_POLICY
from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack

POLICIES = Holder(QUEUE_POLICY, ("queueUrl",))


def check(stack: Stack, report: Report) -> None:
    """Every queue refuses connections without TLS."""
    for queue in stack.of(QUEUE):
        report.decides(
            queue,
            refuses_plain_text(stack, queue, POLICIES),
            wrong=f"{queue} takes plain HTTP: no policy of it denies connections without TLS.",
            missing="its policies",
        )


RULE = Rule(
    id="QUEUE-021",
    title="Queue refuses connections without TLS",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
            "sqs-security-best-practices.html",
            read="2026-11-25",
        ),
    ),
    rationale="SQS has endpoints for HTTP and HTTPS in most regions. A client that is set to HTTP by mistake works, "
    "and sends every message readable over the network; a policy with aws:SecureTransport makes it fail at once.",
    remediation="Add a Deny statement with the condition Bool aws:SecureTransport false to policy. Floodgate's "
    "FifoQueue and StandardQueue components always do.",
    since="0.1.0",
    check=check,
)

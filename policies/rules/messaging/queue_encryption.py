"""
*What it checks*: server-side encryption of a queue is not turned off: it has a KMS key, or SQS's own encryption, which
is on unless sqsManagedSseEnabled says false.

*Why it matters*: messages hold orders and addresses, and wait for days. Encryption with SQS's own keys costs nothing
and needs no rights, so that there is no reason to do without.

*How to fix*: remove sqsManagedSseEnabled, set it to true, or set kmsMasterKeyId.
"""

from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(queue: Resource, report: Report) -> None:
    """A queue without a key keeps SQS's own encryption."""
    if read(queue, "kmsMasterKeyId") not in (None, ""):
        report.passes(queue)  # a key of the same deployment is still unknown, but it is one
        return
    report.decides(
        queue,
        read_flag(queue, "sqsManagedSseEnabled", default=True),  # SQS's default for new queues
        wrong=f"{queue} stores messages in plain text: its encryption is turned off (sqsManagedSseEnabled).",
        missing="whether its encryption is turned off",
    )


RULE = Rule(
    id="QUEUE-017",
    title="Queue encrypts what it stores",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP02 Enforce encryption at rest",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-data-encryption.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
            "sqs-server-side-encryption.html",
            read="2026-11-25",
        ),
    ),
    rationale="Server-side encryption protects the contents of messages as soon as SQS receives them, and lets only "
    "authorised consumers have them decrypted. Turned off, what waits in the queue lies there in plain text; AWS "
    "recommends SSE.",
    remediation="Set sqsManagedSseEnabled to true, or kmsMasterKeyId to a key. Floodgate's FifoQueue and StandardQueue "
    "components always encrypt; for a key of your own: key_arn.",
    since="0.1.0",
    check_resource=check,
    types=(QUEUE,),
)

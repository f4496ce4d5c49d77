"""
*What it checks*: the role of a function that reads an encrypted queue may decrypt with the queue's own key, by its
policies or by the key's.

*Why it matters*: SQS hands out messages of such a queue only to who may use its key. Without, the function never gets
one, and they wait until their retention ends.

*How to fix*: allow kms:Decrypt on the key to the function's role.
"""

from rules.messaging.consumers import EVENT_SOURCE_MAPPING, FUNCTION, reads_queue, source_of
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.keys import TO_READ, key_of, lets_role
from rules.security.statements import ROLE
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every function that reads an encrypted queue may decrypt."""
    for mapping in stack.of(EVENT_SOURCE_MAPPING):
        source = source_of(stack, mapping)
        queue = source.partner
        if queue is None and source.found is not Found.OUTSIDE and reads_queue(stack, mapping) is not False:
            report.not_knowable(mapping, "which queue it reads")
        key = key_of(stack, queue, "kmsMasterKeyId") if queue else None
        if queue is None or key is None or (key is not UNKNOWN and key.is_of_aws):
            continue  # SQS's own encryption needs no right, and its key in KMS is for all of the account
        function = stack.link(mapping, "functionName", to=FUNCTION).partner
        role = stack.link(function, "role", to=ROLE).partner if function else None
        if role is None or key is UNKNOWN or key.resource is None:
            report.not_knowable(mapping, "the key of its queue, and the rights of its function's role")
        else:
            report.decides(
                mapping,
                lets_role(stack, key.resource, role, TO_READ),
                wrong=f"{role} may not decrypt with {key.resource}, which encrypts the messages of {queue}.",
                missing="whether the role of its function may decrypt the messages of its queue",
            )


RULE = Rule(
    id="SECURITY-004",
    title="Event source mapping reads a queue whose messages its function may decrypt",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP01 Implement secure key management",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
            read="2026-11-23",
        ),
    ),
    rationale="Consumers of a queue with a key of its own need kms:Decrypt on this key. Without it the mapping polls "
    "and gets nothing, and messages are deleted when their retention ends.",
    remediation="Allow kms:Decrypt on the key of kmsMasterKeyId to the function's role, or set sqsManagedSseEnabled, "
    "as Floodgate's FifoQueue component does.",
    since="0.1.0",
    check=check,
)

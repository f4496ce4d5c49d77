"""
*What it checks*: an encrypted queue to which a topic, an event rule or a bucket sends has a key that this service may
use: a key of one's own whose policy allows kms:GenerateDataKey and kms:Decrypt to the service.

*Why it matters*: services send with their own identity. The key of AWS for SQS (`alias/aws/sqs`) is closed to them, and
a key of one's own is until its policy says otherwise. What they send then is lost, and nobody is told.

*How to fix*: use a key of your own and allow the service in its policy, or SQS's own encryption (sqsManagedSseEnabled).
"""

from typing import Final

from rules.logic import Truth, equals, implies, some
from rules.messaging.consumers import leads_elsewhere
from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.keys import TO_SEND, key_of, lets_service
from rules.stack import EACH, Holder, Stack
from rules.values import UNKNOWN

_SENDERS: Final = {
    "sns.amazonaws.com": Holder("aws:sns/topicSubscription:TopicSubscription", ("endpoint",)),
    "events.amazonaws.com": Holder("aws:cloudwatch/eventTarget:EventTarget", ("arn",)),
    "s3.amazonaws.com": Holder("aws:s3/bucketNotification:BucketNotification", ("queues", EACH, "queueArn")),
}


def check(stack: Stack, report: Report) -> None:
    """Every service that sends to an encrypted queue may use its key."""
    for queue in stack.of(QUEUE):
        key = key_of(stack, queue, "kmsMasterKeyId")
        for service, holder in _SENDERS.items():
            sends = _sends(stack, holder, queue)
            if key is not None and sends is not False:
                report.decides(
                    queue,
                    implies(sends, lets_service(stack, key, service, TO_SEND)),
                    wrong=f"the key of {queue} does not let {service} use it, so what that sends there is lost.",
                    missing="which services send to it, and whether they may use its key",
                )


def _sends(stack: Stack, holder: Holder, queue: Resource) -> Truth:
    senders = stack.incoming(holder, to=QUEUE)
    doubts = senders.perhaps_to(queue, nameless=stack.is_nameless(queue))
    return some(
        [
            *(_sends_itself(sender) for sender in senders.to(queue)),
            *(UNKNOWN for one in doubts if not leads_elsewhere(stack, one, holder.path[0], QUEUE)),
        ]
    )


def _sends_itself(sender: Resource) -> Truth:
    return equals(read(sender, "roleArn"), None, "")  # an event target with a role sends with this one


RULE = Rule(
    id="SECURITY-005",
    title="Queue has a key that services which send to it may use",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP01 Implement secure key management",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
            read="2026-11-23",
        ),
    ),
    rationale="A service that sends to an encrypted queue needs kms:GenerateDataKey and kms:Decrypt in the key's "
    "policy. The policy of alias/aws/sqs cannot be changed. Without these rights every message is dropped.",
    remediation="Set kmsMasterKeyId to a key whose policy allows the service kms:GenerateDataKey* and kms:Decrypt, or "
    "set sqsManagedSseEnabled, as Floodgate's FifoQueue and StandardQueue components do.",
    since="0.1.0",
    check=check,
)

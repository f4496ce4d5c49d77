"""
*What it checks*: each SNS topic has a KMS key.

*Why it matters*: SNS stores a message until it is delivered, on disks that AWS encrypts by itself. A key adds that each
message is encrypted as it arrives, and that reading it takes a permission which you give, see in CloudTrail and take
back. Where an AWS service publishes, such as an alarm, the key has to be one of your own: SNS's does not let services
use it.

*How to fix*: set kmsMasterKeyId.
"""

from rules.messaging.topic_access import TOPIC
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(topic: Resource, report: Report) -> None:
    """A topic has a key; one of the same deployment is still unknown, but it is one."""
    encrypted = read(topic, "kmsMasterKeyId") not in (None, "")
    wrong = f"{topic} leaves what it stores to the encryption of AWS's disks: it has no KMS key."
    report.decides(topic, encrypted, wrong=wrong, missing="")


RULE = Rule(
    id="QUEUE-020",
    title="Topic encrypts what it stores",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP02 Enforce encryption at rest",
    references=(
        Reference(url="https://docs.aws.amazon.com/sns/latest/dg/sns-data-encryption.html", read="2026-11-25"),
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/sns-encrypted-kms.html", read="2026-11-25"
        ),
    ),
    rationale="Without a key, only the encryption of AWS's disks protects messages until they are delivered, for hours "
    "where a subscriber is down. With server-side encryption SNS encrypts each message as it arrives, and the key's "
    "policy and CloudTrail tell who may read it and who did.",
    remediation="Set kmsMasterKeyId to a key whose policy lets the publishers use it. Floodgate's AlertTopic component "
    "makes such a key.",
    since="0.1.0",
    check_resource=check,
    types=(TOPIC,),
)

"""
*What it checks*: a topic that alarms tell, and that is encrypted, has a key of one's own whose policy lets CloudWatch
use it (kms:GenerateDataKey and kms:Decrypt for cloudwatch.amazonaws.com).

*Why it matters*: CloudWatch publishes with its own identity. Without these rights, and always with AWS's key for SNS
(`alias/aws/sns`), the alarm goes off and its message is refused: nobody is called.

*How to fix*: encrypt the topic with a key of your own, and allow cloudwatch.amazonaws.com in its policy.
"""

from typing import Final

from rules.logic import implies
from rules.observability.topics import TOPIC, is_told_by_alarms
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.keys import TO_SEND, key_of, lets_service
from rules.stack import Stack

_CLOUDWATCH: Final = "cloudwatch.amazonaws.com"


def check(stack: Stack, report: Report) -> None:
    """Every encrypted topic of alarms has a key that CloudWatch may use."""
    for topic in stack.of(TOPIC):
        key = key_of(stack, topic, "kmsMasterKeyId")
        told = is_told_by_alarms(stack, topic)
        if key is not None and told is not False:
            report.decides(
                topic,
                implies(told, lets_service(stack, key, _CLOUDWATCH, TO_SEND)),
                wrong=f"alarms tell {topic}, but its key does not let CloudWatch use it: their messages are refused.",
                missing="whether alarms tell it, and whether CloudWatch may use its key",
            )


RULE = Rule(
    id="TELEMETRY-010",
    title="Topic that alarms tell has a key that CloudWatch may use",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(Reference(url="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html", read="2026-11-25"),),
    rationale="An alarm on an encrypted topic is delivered only if the key's policy lets CloudWatch encrypt. "
    "Otherwise the alarm turns red in silence, which is found out during the first outage.",
    remediation="Set kmsMasterKeyId to a key whose policy allows cloudwatch.amazonaws.com kms:GenerateDataKey* and "
    "kms:Decrypt. Floodgate's AlertTopic component makes such a key.",
    since="0.1.0",
    check=check,
)

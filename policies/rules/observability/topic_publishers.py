"""
*What it checks*: a topic that alarms tell, and that has a policy of its own, lets CloudWatch publish to it.

*Why it matters*: a policy of one's own takes the place of the default one, which lets everything of the account
publish. When it forgets CloudWatch, alarms go off and their messages are refused.

*How to fix*: allow sns:Publish to cloudwatch.amazonaws.com in the topic's policy.
"""

from typing import Final

from rules.logic import implies
from rules.observability.topics import TOPIC, is_told_by_alarms
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.statements import allows_service, of_resource
from rules.stack import Stack

_CLOUDWATCH: Final = "cloudwatch.amazonaws.com"


def check(stack: Stack, report: Report) -> None:
    """Every topic of alarms with a policy lets CloudWatch publish."""
    for topic in stack.of(TOPIC):
        found = of_resource(stack, topic)
        told = is_told_by_alarms(stack, topic)
        if found and told is not False:
            report.decides(
                topic,
                implies(told, allows_service(found, _CLOUDWATCH, "sns:Publish")),
                wrong=f"alarms tell {topic}, but its policy does not let CloudWatch publish to it.",
                missing="whether alarms tell it, and whether its policy lets CloudWatch publish",
            )


RULE = Rule(
    id="TELEMETRY-011",
    title="Topic that alarms tell lets CloudWatch publish",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(
        Reference(url="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html", read="2026-11-23"),
    ),
    rationale="A topic's own policy replaces the default one. If it names only other publishers, CloudWatch is "
    "refused: the alarm turns red, and its history alone says that the message was not sent.",
    remediation="Allow sns:Publish to the service cloudwatch.amazonaws.com in policy of the topic or its TopicPolicy. "
    "Floodgate's AlertTopic component does so.",
    since="0.1.0",
    check=check,
)

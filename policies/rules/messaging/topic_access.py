"""
*What it checks*: no statement of a topic's policy, inline or as `sns.TopicPolicy`, allows everybody (the principal `*`,
or all but some) without a condition that says who may come, such as aws:SourceAccount or aws:PrincipalOrgID.

*Why it matters*: anyone with an AWS account may then publish to the topic, so that false alarms and false orders reach
all subscribers, or subscribe an address of his own and read along.

*How to fix*: name the accounts, roles or services that need the topic; for an AWS service add the condition
aws:SourceArn or aws:SourceAccount.
"""

from typing import Final

from rules.logic import negate
from rules.messaging.access import lets_anybody_in
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

TOPIC: Final = "aws:sns/topic:Topic"
TOPIC_POLICY: Final = "aws:sns/topicPolicy:TopicPolicy"


def check(holder: Resource, report: Report) -> None:
    """No policy of a topic lets everybody in."""
    if read(holder, "policy") in (None, ""):
        return  # the owner's account alone
    report.decides(
        holder,
        negate(lets_anybody_in(holder)),
        wrong=f"{holder} lets everybody in: it allows the principal * without a condition that narrows it down.",
        missing="whom its policy lets in",
    )


RULE = Rule(
    id="QUEUE-019",
    title="Topic policy names who may use the topic",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(
        Reference(url="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html", read="2026-11-25"),
    ),
    rationale="A topic that allows the principal * takes messages from anyone with an AWS account and gives them to "
    "any subscriber. AWS asks to make sure that topics are not publicly accessible, to avoid the wildcard, and to name "
    "specific users instead.",
    remediation="Replace the wildcard in policy by accounts, roles or services, or add a condition on aws:SourceArn or "
    "aws:SourceAccount. With Floodgate's AlertTopic component: publishers.",
    since="0.1.0",
    check_resource=check,
    types=(TOPIC, TOPIC_POLICY),
)

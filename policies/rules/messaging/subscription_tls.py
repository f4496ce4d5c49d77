"""
*What it checks*: no subscription delivers to a plain HTTP address.

*Why it matters*: SNS delivers over the internet. To an http address it sends every message, and the request that
confirms the subscription, readable for everyone on the way; and the receiver cannot know who sent it.

*How to fix*: give the endpoint a certificate, and subscribe it with the protocol https.
"""

from rules.logic import equals, negate
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(subscription: Resource, report: Report) -> None:
    """No subscription's protocol is http."""
    report.decides(
        subscription,
        negate(equals(read(subscription, "protocol"), "http")),
        wrong=f"{subscription} delivers messages over plain HTTP.",
        missing="its protocol",
    )


RULE = Rule(
    id="QUEUE-022",
    title="Subscription delivers over TLS",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(url="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html", read="2026-11-25"),
    ),
    rationale="A subscription with the protocol http sends each message unencrypted over the internet to its endpoint, "
    "where anybody on the way may read or change it. AWS asks to encrypt data in transit.",
    remediation="Set protocol to https and endpoint to an https address. Floodgate's AlertTopic component takes "
    "nothing else: https_endpoints.",
    since="0.1.0",
    check_resource=check,
    types=("aws:sns/topicSubscription:TopicSubscription",),
)

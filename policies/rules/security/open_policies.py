"""
*What it checks*: the policy of a key or secret allows nothing to everybody: not to `*` without a condition that says
who.

*Why it matters*: a secret that everybody may read is none, and a key that everybody may use protects nothing.

*How to fix*: name accounts, roles or services as principals, or add a condition such as kms:CallerAccount.
"""

from rules.logic import negate
from rules.messaging.access import lets_anybody_in
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.statements import BESIDE, KEY

_SECRET = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type


def check(holder: Resource, report: Report) -> None:
    """The policy lets nobody in whom it does not name."""
    if read(holder, "policy") not in (None, ""):
        report.decides(
            holder,
            negate(lets_anybody_in(holder)),
            wrong=f"{holder} lets everybody in: its policy names * without a condition that says who.",
            missing="whom its policy lets in",
        )


RULE = Rule(
    id="SECURITY-009",
    title="Policy of a key or secret names whom it lets in",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(
        Reference(url="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html", read="2026-11-23"),
        Reference(
            url="https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
            read="2026-11-23",
        ),
    ),
    rationale="A wildcard as principal in the policy of a key or secret means every AWS account there is. What is "
    "encrypted or kept there is then open to anybody who knows its ARN.",
    remediation="Set Principal in policy to accounts, roles or services, or add a Condition that says who. Floodgate's "
    "AlertTopic and GeneratedSecret components do so.",
    since="0.1.0",
    check_resource=check,
    types=(KEY, BESIDE[KEY].type, _SECRET, BESIDE[_SECRET].type),
)

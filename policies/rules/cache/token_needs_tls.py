"""
*What it checks*: a replication group whose clients log in, with a token or as users, encrypts their traffic.

*Why it matters*: AWS takes a token, and user groups, only together with encryption in transit: otherwise the password
would cross the network in the clear.

*How to fix*: switch encryption in transit on.
"""

from rules.cache.groups import GROUP, has_token, has_users
from rules.logic import implies, some
from rules.report import Report
from rules.resource import read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack


def check(stack: Stack, report: Report) -> None:
    """Every group with a login has TLS."""
    for group in stack.of(GROUP):
        report.decides(
            group,
            implies(some([has_token(group), has_users(group)]), read_flag(group, "transitEncryptionEnabled")),
            wrong=f"clients of {group} log in, but it does not encrypt their traffic (transitEncryptionEnabled); AWS "
            "refuses that.",
            missing="whether its clients log in, and whether it encrypts their traffic",
        )


RULE = Rule(
    id="CACHE-003",
    title="Replication group with a login encrypts its traffic",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(Reference(url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html", read="2026-11-23"),),
    rationale="A token or a user's password is only accepted together with encryption in transit. AWS refuses a group "
    "that sets one without the other, and the deployment ends there.",
    remediation="Set transitEncryptionEnabled to true. With Floodgate's ReplicationGroup component it always is.",
    since="0.1.0",
    check=check,
)

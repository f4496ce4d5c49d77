"""
*What it checks*: a web ACL has a rate-based rule: of its own, as a resource of its own, or in a rule group of the
stack.

*Why it matters*: managed rules look at what a request says, not at how many there are. A single client that asks for
the same costly page over and over, or tries passwords, is stopped by a rate limit alone.

*How to fix*: add a rule with a rate-based statement that blocks, such as 2,000 requests of one address in 5 minutes.
"""

from rules.edge.firewalls import WEB_ACL, is_kind, statements
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack


def check(stack: Stack, report: Report) -> None:
    """Every web ACL counts."""
    for acl in stack.of(WEB_ACL):
        report.decides(
            acl,
            statements(stack, acl).some(is_kind("rateBasedStatement")),
            wrong=f"{acl} has no rate-based rule: one client may ask as often as it likes.",
            missing="its rules",
        )


RULE = Rule(
    id="EDGE-036",
    title="Web ACL limits the rate of requests",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP03 Implement inspection-based protection",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html",
            read="2026-11-23",
        ),
    ),
    rationale="A rate-based rule is what stops floods of requests, password guessing and scraping, each of them made "
    "of requests that look right one by one. Without it the services scale out for an attacker, at your expense, until "
    "they cannot any more.",
    remediation="Add a rule with rateBasedStatement and the action block to rules. With Floodgate's WebAcl component: "
    "rules.rate_limits.",
    since="0.1.0",
    check=check,
)

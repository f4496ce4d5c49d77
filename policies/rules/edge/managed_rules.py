"""
*What it checks*: a web ACL has a managed rule group, AWS's or another vendor's.

*Why it matters*: new holes are attacked within hours. A managed group is kept up to date by somebody who does nothing
else; rules by hand are not.

*How to fix*: add AWSManagedRulesCommonRuleSet and AWSManagedRulesKnownBadInputsRuleSet, counting only at first.
"""

from rules.edge.firewalls import WEB_ACL, is_kind, statements
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack


def check(stack: Stack, report: Report) -> None:
    """Every web ACL knows known attacks."""
    for acl in stack.of(WEB_ACL):
        report.decides(
            acl,
            statements(stack, acl).some(is_kind("managedRuleGroupStatement")),
            wrong=f"{acl} has no managed rule group: it does not know the attacks of today.",
            missing="its rules",
        )


RULE = Rule(
    id="EDGE-037",
    title="Web ACL has a managed rule group",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP03 Implement inspection-based protection",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups.html", read="2026-11-23"
        ),
    ),
    rationale="AWS's managed groups are updated as exploits become known, such as those of Log4j, and cover the "
    "classics: injections, cross-site scripting, paths out of the web root. A web ACL without one stops what its "
    "author thought of, on the day it was written.",
    remediation="Add a rule with managedRuleGroupStatement to rules, with overrideAction count first. With Floodgate's "
    "WebAcl component: rules.managed_groups.",
    since="0.1.0",
    check=check,
)

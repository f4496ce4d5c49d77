"""
*What it checks*: a web ACL has a logging configuration.

*Why it matters*: a web ACL blocks customers by mistake now and then. Without its log nobody can tell which rule did it,
nor what an attack looked like.

*How to fix*: add a logging configuration to a log group, bucket or stream named aws-waf-logs-…, and redact what is
secret.
"""

from rules.edge.firewalls import LOGGING, WEB_ACL
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every web ACL says what it did."""
    logging = stack.incoming(Holder(LOGGING, ("resourceArn",)), to=WEB_ACL)
    for acl in stack.of(WEB_ACL):
        perhaps = logging.perhaps_to(acl, nameless=stack.is_nameless(acl))
        report.decides(
            acl,
            True if logging.to(acl) else UNKNOWN if perhaps else False,
            wrong=f"{acl} has no logging configuration: nobody can tell what it blocked, and why.",
            missing="which web ACL each logging configuration belongs to",
        )


RULE = Rule(
    id="EDGE-038",
    title="Web ACL has a log",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC04-BP01 Configure service and application logging",
    references=(
        Reference(url="https://docs.aws.amazon.com/waf/latest/developerguide/logging.html", read="2026-11-25"),
        Reference(url="https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html", read="2026-11-23"),
    ),
    rationale="Metrics tell how much was blocked, the log tells what and by which rule. Without it a customer who is "
    "blocked by mistake cannot be helped, rules cannot be moved from counting to blocking with confidence, and attacks "
    "leave no trace.",
    remediation="Add a WebAclLoggingConfiguration with the web ACL's resourceArn. With Floodgate's WebAcl component it "
    "is made, and sessions are redacted.",
    since="0.1.0",
    check=check,
)

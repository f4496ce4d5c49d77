"""
*What it checks*: a CloudFront distribution has a web ACL.

*Why it matters*: without one everything that somebody sends reaches the services: floods from a single address, known
exploits, injections.

*How to fix*: make a web ACL of scope CLOUDFRONT in us-east-1, and set webAclId to its ARN.
"""

from rules.edge.distributions import DISTRIBUTION
from rules.edge.firewalls import WEB_ACL
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every distribution has its requests looked at."""
    for distribution in stack.of(DISTRIBUTION):
        found = stack.link(distribution, "webAclId", to=WEB_ACL).found
        report.decides(
            distribution,
            UNKNOWN if found is Found.UNKNOWN else found is not Found.NOTHING,
            wrong=f"{distribution} has no web ACL (webAclId): floods and exploits reach the services.",
            missing="its web ACL",
        )


RULE = Rule(
    id="EDGE-035",
    title="Distribution has a web ACL",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP03 Implement inspection-based protection",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html", read="2026-11-23"
        ),
    ),
    rationale="Shield Standard takes floods of packets, not of requests. Without a web ACL nothing limits what one "
    "address may ask for, and known exploits reach the services, which then have to be fast and faultless.",
    remediation="Set webAclId to the ARN of a web ACL of scope CLOUDFRONT. With Floodgate's Edge component it is made; "
    "web_acl_rules says what it looks for.",
    since="0.1.0",
    check=check,
)

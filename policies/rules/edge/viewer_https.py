"""
*What it checks*: every behavior of a CloudFront distribution redirects viewers to HTTPS, or answers HTTPS alone.

*Why it matters*: over plain HTTP whoever sits between reads sessions and changes pages.

*How to fix*: set the viewer protocol policy to redirect-to-https, or https-only.
"""

from rules.edge.distributions import DISTRIBUTION, behaviors, judge
from rules.logic import equals
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(distribution: Resource, report: Report) -> None:
    """No viewer is answered in the clear."""
    judge(
        report,
        distribution,
        behaviors(distribution),
        lambda behavior: equals(behavior.read("viewerProtocolPolicy"), "redirect-to-https", "https-only"),
        wrong=f"{distribution} answers plain HTTP in {{parts}} (viewerProtocolPolicy).",
        missing="its behaviors",
    )


RULE = Rule(
    id="EDGE-031",
    title="Distribution answers viewers by HTTPS only",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html", read="2026-11-23"
        ),
    ),
    rationale="With allow-all, requests over plain HTTP are answered as they come: cookies and forms can be read, and "
    "pages changed, by anybody on the viewer's network. A redirect costs one round trip, once.",
    remediation="Set viewerProtocolPolicy of every behavior to redirect-to-https or https-only. With Floodgate's Edge "
    "component every behavior redirects.",
    since="0.1.0",
    check_resource=check,
    types=(DISTRIBUTION,),
)

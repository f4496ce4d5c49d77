"""
*What it checks*: the ACM certificate of each CloudFront distribution is in us-east-1.

*Why it matters*: CloudFront takes certificates from there alone, wherever viewers and origins are. With one of another
region AWS refuses to create or update the distribution.

*How to fix*: request the certificate by a provider for us-east-1, or set the certificate's own region.
"""

from rules import arn
from rules.edge.certificates import CERTIFICATE
from rules.edge.distributions import DISTRIBUTION, EDGE_REGION
from rules.logic import Truth, equals, every
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every certificate of a distribution is where CloudFront looks for it."""
    for distribution in stack.of(DISTRIBUTION):
        link = stack.link(distribution, "viewerCertificate", "acmCertificateArn", to=CERTIFICATE)
        if link.found is not Found.NOTHING:
            report.decides(
                distribution,
                _is_at_the_edge(link),
                wrong=f"the certificate of {distribution} is not in {EDGE_REGION}: CloudFront refuses it.",
                missing="the region of its certificate",
            )


def _is_at_the_edge(link: Link) -> Truth:
    if link.partners:
        return every(equals(certificate.region, EDGE_REGION) for certificate in link.partners)
    parts = arn.parse(link.value) if link.found is Found.OUTSIDE else None
    return equals(parts.region, EDGE_REGION) if parts else UNKNOWN


RULE = Rule(
    id="EDGE-001",
    title="Distribution has its certificate in us-east-1",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(Reference(url="https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html", read="2026-11-25"),),
    rationale="CloudFront is no regional service: it takes ACM certificates from us-east-1 alone and spreads them to "
    "its edge locations itself. AWS refuses a distribution whose certificate is in another region, so the deployment "
    "stops half-way, often after a wait for the certificate's validation.",
    remediation="Make the certificate of viewerCertificate.acmCertificateArn with a provider for us-east-1. With "
    "Floodgate's Edge component: build it with a provider for us-east-1, which its location checks.",
    since="0.1.0",
    check=check,
)

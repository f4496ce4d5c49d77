"""
*What it checks*: a CloudFront distribution with aliases has a certificate of its own, which names each alias, itself or
by a wildcard for one level.

*Why it matters*: AWS proves by the certificate that a name is yours. It refuses a distribution with an alias that the
certificate does not cover.

*How to fix*: put every alias on the certificate, as its domain name or as a subject alternative name.
"""

from rules.edge.certificates import CERTIFICATE, covers
from rules.edge.distributions import DISTRIBUTION
from rules.logic import every
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every alias of a distribution is on its certificate."""
    for distribution in stack.of(DISTRIBUTION):
        aliases = read_list(distribution, "aliases")
        if aliases is UNKNOWN:
            report.not_knowable(distribution, "its aliases")
        elif aliases:
            _check_aliases(stack, distribution, aliases, report)


def _check_aliases(stack: Stack, distribution: Resource, aliases: list[object], report: Report) -> None:
    link = stack.link(distribution, "viewerCertificate", "acmCertificateArn", to=CERTIFICATE)
    if link.found is Found.NOTHING:
        _check_without(distribution, report)
        return
    if not link.partners:
        report.not_knowable(distribution, "the names on its certificate, which is outside the stack")
        return
    on_it = {
        number: every(covers(certificate, name) if isinstance(name, str) else UNKNOWN for certificate in link.partners)
        for number, name in enumerate(aliases, start=1)
    }
    missing = next((number for number, truth in on_it.items() if truth is False), 0)
    report.decides(
        distribution,
        every(on_it.values()),
        wrong=f"the certificate of {distribution} does not name its alias {missing}: CloudFront refuses that.",
        missing="its aliases, and the names on its certificate",
    )


def _check_without(distribution: Resource, report: Report) -> None:
    if read(distribution, "viewerCertificate", "iamCertificateId") is not None:
        report.not_knowable(distribution, "the names on its certificate, which is IAM's")
    else:
        report.fails(distribution, f"{distribution} has aliases but no certificate: CloudFront refuses that.")


RULE = Rule(
    id="EDGE-002",
    title="Distribution has a certificate that names each of its aliases",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html", read="2026-11-23"
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html",
            read="2026-11-23",
        ),
    ),
    rationale="CloudFront takes an alternate domain name only together with a certificate that covers it, which proves "
    "that the name is yours. AWS refuses to create or update the distribution otherwise, and a wildcard stands for one "
    "level only: *.example.com does not cover example.com.",
    remediation="Add every name of aliases to the certificate's domainName or subjectAlternativeNames. With "
    "Floodgate's Edge component: domain, from which aliases and certificate are both made.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a CloudFront distribution with a certificate of its own has the names on it as aliases.

*Why it matters*: a distribution answers its own cloudfront.net name and its aliases, nothing else. Without aliases the
certificate is never shown, and viewers of your name get 403.

*How to fix*: list the names that viewers ask for as aliases.
"""

from rules.edge.distributions import DISTRIBUTION
from rules.logic import some
from rules.report import Report
from rules.resource import Resource, read, read_flag, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(distribution: Resource, report: Report) -> None:
    """A certificate is there for aliases."""
    certificates = [read(distribution, "viewerCertificate", prop) for prop in ("acmCertificateArn", "iamCertificateId")]
    if not any(certificate not in (None, "") for certificate in certificates):
        return
    hidden = not isinstance(read(distribution, "viewerCertificate"), dict)
    aliases = read_list(distribution, "aliases")
    report.decides(
        distribution,
        # What is staged has the names of the distribution that it is staged for.
        some(
            [
                UNKNOWN if aliases is UNKNOWN or (hidden and not aliases) else bool(aliases),
                read_flag(distribution, "staging"),
            ]
        ),
        wrong=f"{distribution} has a certificate but no aliases: viewers of the certificate's names get 403.",
        missing="its certificate and aliases",
    )


RULE = Rule(
    id="EDGE-017",
    title="Distribution has aliases for its certificate",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html", read="2026-11-23"
        ),
    ),
    rationale="CloudFront answers a request only for the distribution's own cloudfront.net name and for its aliases. A "
    "certificate without aliases is never used, and everybody who asks for a name on it gets 403, although record and "
    "certificate are right.",
    remediation="Set aliases to the names on viewerCertificate.acmCertificateArn. With Floodgate's Edge component: "
    "domain, from which both are made.",
    since="0.1.0",
    check_resource=check,
    types=(DISTRIBUTION,),
)

"""
*What it checks*: a certificate that ACM issues is validated by DNS.

*Why it matters*: ACM renews a certificate by itself as long as its DNS record stands. By e-mail somebody has to click
on a link each time, and if nobody does the certificate expires, and every viewer gets an error.

*How to fix*: set the validation method to DNS and make the records; a certificate with another method is made anew.
"""

from rules.edge.certificates import CERTIFICATE
from rules.logic import equals
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(certificate: Resource, report: Report) -> None:
    """A certificate renews itself."""
    imported = any(read(certificate, prop) is not None for prop in ("privateKey", "certificateBody"))
    private = read(certificate, "certificateAuthorityArn") is not None
    if not imported and not private:
        report.decides(
            certificate,
            equals(read(certificate, "validationMethod"), "DNS", "HTTP"),
            wrong=f"{certificate} is not validated by DNS: each renewal waits for somebody who answers a mail.",
            missing="how it is validated",
        )


RULE = Rule(
    id="EDGE-039",
    title="Certificate renews itself by DNS validation",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="SEC09-BP01 Implement secure key and certificate management",
    references=(
        Reference(url="https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html", read="2026-11-23"),
        Reference(url="https://docs.aws.amazon.com/acm/latest/userguide/email-validation.html", read="2026-11-23"),
    ),
    rationale="A certificate lasts about a year. Validated by DNS it is renewed without anybody; validated by e-mail "
    "it is renewed only if the owner of a mailbox such as admin@ reacts in time. When nobody does, every connection "
    "fails from one second to the next.",
    remediation="Set validationMethod to DNS and make the records of domainValidationOptions. With Floodgate's "
    "Certificate component both are made.",
    since="0.1.0",
    check_resource=check,
    types=(CERTIFICATE,),
)

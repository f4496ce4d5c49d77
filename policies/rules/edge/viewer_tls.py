"""
*What it checks*: a CloudFront distribution with a certificate of its own speaks TLS 1.2 or later with viewers, by the
security policy TLSv1.2_2021 or a newer one.

*Why it matters*: older policies allow TLS 1.0 and 1.1, or ciphers without forward secrecy, which are broken or about to
be.

*How to fix*: set the minimum protocol version to TLSv1.2_2021.
"""

from rules.edge.distributions import DISTRIBUTION
from rules.logic import negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

_FLOOR = "TLSv1.2_2021"
_WEAK = ("SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016", "TLSv1.2_2018", "TLSv1.2_2019")
MINIMUM_VERSION = "TLSv1"  # the provider's default, pulumi_aws 7.51.1, cloudfront.Distribution


def check(distribution: Resource, report: Report) -> None:
    """No viewer is spoken to by old TLS."""
    version = read(distribution, "viewerCertificate", "minimumProtocolVersion", default=MINIMUM_VERSION)
    default = read(distribution, "viewerCertificate", "cloudfrontDefaultCertificate", default=False)
    report.decides(
        distribution,
        # With CloudFront's own certificate AWS sets the version, whatever is asked for.
        some(
            [
                default if isinstance(default, bool) else UNKNOWN,
                negate(UNKNOWN if version is UNKNOWN else version in _WEAK),
            ]
        ),
        wrong=f"{distribution} takes TLS versions or ciphers older than {_FLOOR} (minimumProtocolVersion).",
        missing="its viewer certificate",
    )


RULE = Rule(
    id="EDGE-032",
    title="Distribution speaks TLS 1.2 or later with viewers",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
            read="2026-11-23",
        ),
    ),
    rationale="The minimum protocol version names a security policy: protocols and ciphers together. Without it the "
    "provider asks for TLSv1, so that viewers with broken protocols are served and can be eavesdropped on. AWS "
    "recommends TLSv1.2_2021.",
    remediation="Set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021 or newer. With Floodgate's Edge "
    "component it is set.",
    since="0.1.0",
    check_resource=check,
    types=(DISTRIBUTION,),
)

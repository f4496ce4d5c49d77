"""
*What it checks*: a CloudFront distribution asks origins by host name, and through a VPC origin, over HTTPS of TLS 1.2.
The website endpoint of a bucket, which knows no HTTPS, is left out.

*Why it matters*: between CloudFront and the origin lies the internet. Over plain HTTP, or by SSL 3 and the first two
TLS versions, sessions and credentials can be read there although viewers see a lock.

*How to fix*: set the origin's protocol policy to https-only and its SSL protocols to TLSv1.2 alone.
"""

from rules.edge.distributions import DISTRIBUTION, VPC_ORIGIN, Kind, Part, judge, kind, origins
from rules.logic import Truth, equals, every
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

_TLS = ("TLSv1.2", "TLSv1.3")


def check(resource: Resource, report: Report) -> None:
    """No origin is asked in the clear."""
    if resource.token == VPC_ORIGIN:
        config = ("vpcOriginEndpointConfig",)
        protocols = read(resource, *config, "originSslProtocols", "items")
        good = every([equals(read(resource, *config, "originProtocolPolicy"), "https-only"), _are_new(protocols)])
        report.decides(resource, good, wrong=_wrong(resource, "its load balancer"), missing="how it asks its target")
        return
    wrong = _wrong(resource, "{parts}")
    judge(report, resource, origins(resource), _is_encrypted, wrong=wrong, missing="how it asks its origins")


def _wrong(resource: Resource, what: str) -> str:
    settings = "originProtocolPolicy, originSslProtocols"
    return f"{resource} asks {what} over plain HTTP, or takes TLS older than 1.2 ({settings})."


def _is_encrypted(origin: Part) -> Truth:
    way, host = kind(origin), origin.read("domainName")
    if way is not Kind.CUSTOM:
        return UNKNOWN if way is UNKNOWN else True
    if isinstance(host, str) and ".s3-website" in host:
        return True
    policy = equals(origin.read("customOriginConfig", "originProtocolPolicy"), "https-only")
    good = every([policy, _are_new(origin.read("customOriginConfig", "originSslProtocols"))])
    # A host that is not known yet may be a website endpoint, if it allows what that needs.
    return UNKNOWN if good is False and policy is False and host is UNKNOWN and _may_be_website(origin) else good


def _may_be_website(origin: Part) -> bool:
    return bool(origin.read("customOriginConfig", "originProtocolPolicy") == "http-only")


def _are_new(protocols: object) -> Truth:
    if not isinstance(protocols, list):
        return UNKNOWN
    return every(equals(protocol, *_TLS) for protocol in protocols)


RULE = Rule(
    id="EDGE-033",
    title="Distribution asks its origins over HTTPS of TLS 1.2",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html", read="2026-11-23"
        ),
    ),
    rationale="The lock in the browser ends at the edge location. What CloudFront then sends on in the clear, or by "
    "broken protocols, crosses networks of others: cookies, credentials and the secret header by which the origin "
    "knows the distribution.",
    remediation="Set originProtocolPolicy to https-only and originSslProtocols to TLSv1.2. With Floodgate's Edge "
    "component both are set.",
    since="0.1.0",
    check_resource=check,
    types=(DISTRIBUTION, VPC_ORIGIN),
)

"""
*What it checks*: a CloudFront distribution signs its requests to each bucket: by an origin access control, or by the
older origin access identity.

*Why it matters*: a bucket that answers requests without a signature is public: everybody reads it around the
distribution, its web ACL, its signed URLs and its cache, at your expense.

*How to fix*: make an origin access control of type s3 that always signs, name it in the origin, and let the bucket's
policy trust the distribution.
"""

from rules.edge.distributions import DISTRIBUTION, Kind, Part, judge, kind, origins
from rules.logic import Truth, some
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN

_SIGNERS = (
    (("originAccessControlId",), "aws:cloudfront/originAccessControl:OriginAccessControl"),
    (("s3OriginConfig", "originAccessIdentity"), "aws:cloudfront/originAccessIdentity:OriginAccessIdentity"),
)


def check(stack: Stack, report: Report) -> None:
    """Every bucket can tell who asks."""
    for distribution in stack.of(DISTRIBUTION):
        judge(
            report,
            distribution,
            origins(distribution),
            lambda origin: _is_signed(stack, origin),
            wrong=f"{distribution} reads {{parts}} without an origin access control: the bucket has to be public.",
            missing="how it reaches its origins",
        )


def _is_signed(stack: Stack, origin: Part) -> Truth:
    way = kind(origin)
    if way is not Kind.BUCKET:
        return UNKNOWN if way is UNKNOWN else True
    return some(_is_named(stack.link(origin.distribution, *origin.at, *path, to=token)) for path, token in _SIGNERS)


def _is_named(link: Link) -> Truth:
    return UNKNOWN if link.found is Found.UNKNOWN else link.found is not Found.NOTHING


RULE = Rule(
    id="EDGE-029",
    title="Distribution signs its requests to buckets",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP04 Enforce access control",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
            read="2026-11-25",
        ),
    ),
    rationale="Without an origin access control CloudFront asks a bucket like any stranger, so the bucket must be "
    "public to work at all. Then everybody reads it directly: around the web ACL and signed URLs, and at the price of "
    "S3 instead of the CDN's.",
    remediation="Set originAccessControlId of the origin to an OriginAccessControl of type s3 with signingBehavior "
    "always. With Floodgate's Edge component: static, for which it is made.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: the policy of a bucket behind a CloudFront distribution lets CloudFront read, on the condition that
the request comes from a certain distribution or account (aws:SourceArn, aws:SourceAccount), and does not let everybody
read.

*Why it matters*: CloudFront's service principal acts for all of its customers. Without the condition anybody's
distribution reads your bucket; without the statement yours is answered 403.

*How to fix*: allow s3:GetObject for cloudfront.amazonaws.com with the condition StringEquals on aws:SourceArn, the ARN
of the distribution.
"""

from collections.abc import Iterator
from typing import Any

from rules.edge.distributions import BUCKET, DISTRIBUTION, Kind, kind, origins
from rules.logic import Truth, every, negate, some
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.statements import as_written
from rules.stack import Found, Holder, Stack
from rules.values import UNKNOWN

_POLICY = Holder("aws:s3/bucketPolicy:BucketPolicy", ("bucket",))
_SERVICE = "cloudfront.amazonaws.com"
_SOURCES = ("aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths")


def check(stack: Stack, report: Report) -> None:
    """Every bucket behind a distribution trusts that one, and nobody else."""
    seen: set[str] = set()
    for distribution in stack.of(DISTRIBUTION):
        for origin in origins(distribution).known:
            if kind(origin) is Kind.BUCKET:
                link = stack.link(distribution, *origin.at, "domainName", to=BUCKET)
                if link.partner is None:
                    outside = ", which is outside the stack" if link.found is Found.OUTSIDE else ""
                    report.not_knowable(distribution, f"the policy of the bucket of {origin.name}{outside}")
                elif link.partner.urn not in seen:
                    seen.add(link.partner.urn)
                    _check_bucket(stack, link.partner, report)
        if not origins(distribution).complete or any(kind(o) is UNKNOWN for o in origins(distribution).known):
            report.not_knowable(distribution, "which buckets it reads")


def _check_bucket(stack: Stack, bucket: Resource, report: Report) -> None:
    incoming = stack.incoming(_POLICY, to=BUCKET)
    statements = [statement for holder in (bucket, *incoming.to(bucket)) for statement in _allowing(holder)]
    if incoming.perhaps_to(bucket, nameless=stack.is_nameless(bucket)):
        statements.append({"Principal": UNKNOWN, "Condition": UNKNOWN})
    truths = {
        f"lets everybody read, around the distribution: {bucket} should trust the distribution alone": every(
            _is_not_public(statement) for statement in statements
        ),
        "does not say which distributions may read (aws:SourceArn): everybody's may": every(
            _is_limited(statement) for statement in statements
        ),
        "lets no distribution read: CloudFront is answered 403": some(
            some([_is_for(statement, _SERVICE), _is_for_identity(statement)]) for statement in statements
        ),
    }
    problem = next((text for text, truth in truths.items() if truth is False), "")
    report.decides(
        bucket,
        every(truths.values()),
        wrong=f"the policy of {bucket} {problem}.",
        missing="its bucket policy",
    )


def _allowing(holder: Resource) -> Iterator[dict[str, Any]]:
    for statement in as_written(holder, "policy"):
        if statement is UNKNOWN or statement.get("Effect") is UNKNOWN:
            yield {"Principal": UNKNOWN, "Condition": UNKNOWN}
        elif statement.get("Effect") == "Allow":
            yield statement


def _is_not_public(statement: dict[str, Any]) -> Truth:
    condition = statement.get("Condition")
    limited = UNKNOWN if condition is UNKNOWN else bool(condition)
    return some([negate(_is_for(statement, "*")), limited])


def _principals(statement: dict[str, Any]) -> list[Any]:
    principal = statement.get("Principal")
    values = list(principal.values()) if isinstance(principal, dict) else [principal]
    return [item for value in values for item in (value if isinstance(value, list) else [value])]


def _is_for(statement: dict[str, Any], principal: str) -> Truth:
    return some(UNKNOWN if item is UNKNOWN else item == principal for item in _principals(statement))


def _is_for_identity(statement: dict[str, Any]) -> Truth:
    """Whether it is for an origin access identity, which is a user of CloudFront's; an unknown one may be."""
    principal = statement.get("Principal")
    if isinstance(principal, dict) and "CanonicalUser" in principal:
        return True
    return some(
        UNKNOWN if item is UNKNOWN else ":iam::cloudfront:user/" in str(item) for item in _principals(statement)
    )


def _is_limited(statement: dict[str, Any]) -> Truth:
    condition = statement.get("Condition")
    if condition is UNKNOWN:
        return some([negate(_is_for(statement, _SERVICE)), UNKNOWN])
    tests = list(condition.values()) if isinstance(condition, dict) else []
    keys = [key.lower() for test in tests if isinstance(test, dict) for key in test]
    hidden = any(test is UNKNOWN for test in tests)
    limited = True if any(key in _SOURCES for key in keys) else UNKNOWN if hidden else False
    return some([negate(_is_for(statement, _SERVICE)), limited])


RULE = Rule(
    id="EDGE-030",
    title="Bucket behind a distribution lets that distribution read, and nobody else",
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
    rationale="The principal cloudfront.amazonaws.com is CloudFront for every customer of AWS. Without a condition on "
    "the source anybody can make a distribution that reads your bucket; with a public statement nobody needs one; "
    "without any statement every request for a file is answered 403.",
    remediation="Set the bucket policy to allow s3:GetObject for cloudfront.amazonaws.com with StringEquals "
    "aws:SourceArn. With Floodgate's StaticAssetsBucket component: allow_distribution.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: where a CloudFront distribution shows the origin cookies or the Authorization header without making
them part of the cache key, its cache policy has a minimum TTL of 0.

*Why it matters*: with a minimum TTL above 0 CloudFront keeps every answer that long, even if the answer says no-store
or private. An answer made for one session is then given to everybody who asks for the same path.

*How to fix*: disable caching for the path, or make what the answer depends on part of the cache key.
"""

from rules.edge.distributions import DISTRIBUTION, Part, behaviors, judge
from rules.edge.policies import (
    cache_policy,
    forwards_cookies,
    forwards_header,
    keeps_regardless,
    key_has_cookies,
    key_has_header,
    request_policy,
)
from rules.logic import Truth, every, negate, some
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack

_CREDENTIALS = "Authorization"


def check(stack: Stack, report: Report) -> None:
    """No answer that may be personal is kept against its own word."""
    for distribution in stack.of(DISTRIBUTION):
        judge(
            report,
            distribution,
            behaviors(distribution),
            lambda behavior: _keeps_none(stack, behavior),
            wrong=f"{{parts}} of {distribution}: the origin sees cookies or Authorization, which are no part of the "
            "cache key, and the minimum TTL keeps its answers for everybody.",
            missing="its cache and origin request policies",
        )


def _keeps_none(stack: Stack, behavior: Part) -> Truth:
    key, rest = cache_policy(stack, behavior), request_policy(stack, behavior)
    if key is None or rest is None:
        return True  # the origin sees the key alone
    return key.all(lambda policy: rest.all(lambda beside: _fit(policy, beside)))


def _fit(key: Resource, rest: Resource) -> Truth:
    return some(
        [
            negate(keeps_regardless(key)),
            every(
                [
                    some([key_has_cookies(key), negate(forwards_cookies(rest))]),
                    some([key_has_header(key, _CREDENTIALS), negate(forwards_header(rest, _CREDENTIALS))]),
                ]
            ),
        ]
    )


RULE = Rule(
    id="EDGE-018",
    title="Distribution keeps no answer that depends on cookies outside of the cache key",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP04 Enforce access control",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html", read="2026-11-23"
        ),
        Reference(
            url="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html",
            read="2026-11-25",
        ),
    ),
    rationale="A minimum TTL above 0 makes CloudFront keep an answer although it says no-store or private. If the "
    "origin decided by a cookie or by credentials that are not in the cache key, one user's page or basket is given to "
    "everybody. AWS's CachingOptimized has a minimum of one second.",
    remediation="Set cachePolicyId to CachingDisabled for the path, or minTtl of the cache policy to 0, or put cookies "
    "and Authorization into the key. With Floodgate's Edge component: Caching.NEVER for the path.",
    since="0.1.0",
    check=check,
)

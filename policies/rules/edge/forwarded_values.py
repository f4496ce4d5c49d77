"""
*What it checks*: a CloudFront distribution says by cache policies what is cached and forwarded, not by forwarded
values.

*Why it matters*: forwarded values are the older way, which AWS recommends against: what is forwarded is always part of
the cache key, so that more forwarding means less caching; Brotli is not available, nor are flat-rate plans.

*How to fix*: attach a cache policy and, for what is no part of the key, an origin request policy; take forwardedValues,
minTtl, defaultTtl and maxTtl out.
"""

from rules.edge.distributions import DISTRIBUTION, Part, behaviors, judge
from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(distribution: Resource, report: Report) -> None:
    """No behavior has forwarded values."""
    judge(
        report,
        distribution,
        behaviors(distribution),
        _has_policies,
        wrong=f"{distribution} has forwarded values in {{parts}}: everything that is forwarded splits the cache.",
        missing="its behaviors",
    )


def _has_policies(behavior: Part) -> Truth:
    value = behavior.read("forwardedValues")
    return UNKNOWN if value is UNKNOWN else value is None


RULE = Rule(
    id="EDGE-021",
    title="Distribution has cache policies in place of forwarded values",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF03-BP05 Implement data access patterns that utilize caching",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DefaultCacheBehavior.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html",
            read="2026-11-25",
        ),
    ),
    rationale="With forwarded values every header, cookie and query that the origin sees is part of the cache key, so "
    "the cache is split and the services get more requests. AWS recommends policies, which tell key and forwarding "
    "apart and alone support Brotli.",
    remediation="Set cachePolicyId and originRequestPolicyId and take forwardedValues out. With Floodgate's Edge "
    "component the policies are made, cache_times sets their TTLs.",
    since="0.1.0",
    check_resource=check,
    types=(DISTRIBUTION,),
)

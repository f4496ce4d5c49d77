"""
*What it checks*: each behavior of a CloudFront distribution has a cache policy or forwarded values, and not both.

*Why it matters*: they are two ways to say the same. AWS refuses a behavior with both, and one with neither.

*How to fix*: keep the cache policy, which can be AWS's own, and take the forwarded values and TTLs out.
"""

from rules.edge.distributions import DISTRIBUTION, Part, behaviors, judge
from rules.edge.policies import CACHE_POLICY
from rules.logic import Truth
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every behavior says in one way what is cached."""
    for distribution in stack.of(DISTRIBUTION):
        judge(
            report,
            distribution,
            behaviors(distribution),
            lambda behavior: _says_it_once(stack, behavior),
            wrong=f"of {distribution}, {{parts}} should have either a cache policy or forwarded values: AWS refuses "
            "both, and neither.",
            missing="its cache policies and forwarded values",
        )


def _says_it_once(stack: Stack, behavior: Part) -> Truth:
    found = stack.link(behavior.distribution, *behavior.at, "cachePolicyId", to=CACHE_POLICY).found
    by_policy = UNKNOWN if found is Found.UNKNOWN else found is not Found.NOTHING
    by_values = behavior.read("forwardedValues")
    if UNKNOWN in (by_policy, by_values):
        return UNKNOWN
    return by_policy is not (by_values is not None)


RULE = Rule(
    id="EDGE-007",
    title="Distribution has a cache policy or forwarded values in each behavior, not both",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DefaultCacheBehavior.html",
            read="2026-11-23",
        ),
    ),
    rationale="A behavior must include either a cache policy or forwarded values. AWS refuses a distribution in which "
    "a behavior has both or neither, which the provider notices only when it asks for the distribution.",
    remediation="Set cachePolicyId and take forwardedValues, minTtl, defaultTtl and maxTtl out. With Floodgate's Edge "
    "component each kind of caching has a policy of its own.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: where a behavior of a CloudFront distribution asks for compression and caches, its cache policy keeps
compressed answers: Gzip, Brotli or both.

*Why it matters*: compress has no effect unless the cache policy enables an encoding. Pages and scripts then go out
three to four times larger, which viewers wait for and you pay for.

*How to fix*: enable both encodings in the cache policy. Where caching is disabled CloudFront never compresses.
"""

from rules.edge.distributions import DISTRIBUTION, Part, behaviors, judge
from rules.edge.policies import cache_policy, caches, compresses
from rules.logic import Truth, negate, some
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every behavior that asks for compression gets it."""
    for distribution in stack.of(DISTRIBUTION):
        judge(
            report,
            distribution,
            behaviors(distribution),
            lambda behavior: _compresses_as_asked(stack, behavior),
            wrong=f"{distribution} asks for compression in {{parts}}, but the cache policy enables neither Gzip nor "
            "Brotli: nothing is compressed.",
            missing="its cache policies",
        )


def _compresses_as_asked(stack: Stack, behavior: Part) -> Truth:
    asked = behavior.read("compress", default=False)
    policy = cache_policy(stack, behavior)
    if asked is False or policy is None:
        return True
    return some([UNKNOWN if asked is UNKNOWN else not asked, policy.all(_does_not_cache_or_compresses)])


def _does_not_cache_or_compresses(policy: Resource) -> Truth:
    return some([compresses(policy), negate(caches(policy))])


RULE = Rule(
    id="EDGE-022",
    title="Distribution has a cache policy that keeps compressed answers where it asks for them",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF04-BP05 Choose network protocols to improve performance",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html",
            read="2026-11-25",
        ),
    ),
    rationale="CloudFront compresses only if both the behavior and its cache policy say so. With the policy's two "
    "settings left out, compress is without effect, and text is sent at its full size: slower for viewers, and three "
    "to four times as much to pay for.",
    remediation="Set enableAcceptEncodingGzip and enableAcceptEncodingBrotli of the cache policy. With Floodgate's "
    "Edge component both are set for everything that is cached.",
    since="0.1.0",
    check=check,
)

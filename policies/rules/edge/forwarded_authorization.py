"""
*What it checks*: no origin request policy of CloudFront names the Authorization header.

*Why it matters*: AWS refuses such a policy: an answer to a request with credentials could be given to somebody without.
The header reaches the origin as part of the cache key, or with all headers of the viewer where nothing is cached.

*How to fix*: put Authorization into the cache policy, or forward all viewer headers with caching disabled.
"""

from rules.edge.policies import REQUEST_POLICY, contains
from rules.logic import every, holds, negate
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

_NAMING = ("whitelist", "allViewerAndWhitelistCloudFront")


def check(policy: Resource, report: Report) -> None:
    """A policy leaves Authorization to the cache key."""
    behavior = read(policy, "headersConfig", "headerBehavior")
    named = contains(read_list(policy, "headersConfig", "headers", "items"), "Authorization")
    report.decides(
        policy,
        negate(every([holds(lambda value: value in _NAMING, behavior or ""), named])),
        wrong=f"{policy} forwards the Authorization header by name: AWS refuses that outside of a cache key.",
        missing="the headers that it forwards",
    )


RULE = Rule(
    id="EDGE-008",
    title="Origin request policy leaves the Authorization header to the cache key",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.SECURITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-401-unauthorized.html",
            read="2026-11-25",
        ),
    ),
    rationale="CloudFront drops Authorization unless it is part of the cache key or all viewer headers are forwarded, "
    "so that a cached answer for one user is never given to another. A policy that names the header alone is refused "
    "with status 400.",
    remediation="Take Authorization out of headersConfig; put it into the cache policy, or forward allViewer with "
    "caching disabled. With Floodgate's Edge component: Caching.NEVER for the path.",
    since="0.1.0",
    check_resource=check,
    types=(REQUEST_POLICY,),
)

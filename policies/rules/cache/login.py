"""
*What it checks*: clients of a cache log in: to a replication group with a token or as users, to a serverless cache,
which knows no token, as users.

*Why it matters*: whoever reaches the port reads and changes all that is in the cache, sessions among it. The network is
then the only wall, and one task that is broken into is behind it.

*How to fix*: set a token, or better user groups, which give each service its own rights.
"""

from rules.cache.groups import GROUP, SERVERLESS, has_token, has_users
from rules.logic import Truth, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

_WITHOUT = "memcached"  # an engine that has no users


def check(stack: Stack, report: Report) -> None:
    """Every cache asks its clients who they are."""
    for group in stack.of(GROUP):
        _decide(group, some([has_token(group), has_users(group)]), "authToken, userGroupIds", report)
    for cache in stack.of(SERVERLESS):
        if read(cache, "engine") != _WITHOUT:
            _decide(cache, _has_user_group(cache), "userGroupId", report)


def _decide(cache: Resource, asks: Truth, props: str, report: Report) -> None:
    report.decides(
        cache,
        asks,
        wrong=f"{cache} lets in everyone who reaches its port ({props}).",
        missing="whether its clients log in",
    )


def _has_user_group(cache: Resource) -> Truth:
    value = read(cache, "userGroupId")
    if value is UNKNOWN:
        return True if cache.property_dependencies.get("userGroupId") else UNKNOWN
    if value in (None, ""):
        return UNKNOWN if read(cache, "engine") is UNKNOWN else False
    return True


RULE = Rule(
    id="CACHE-005",
    title="Replication group asks its clients to log in",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC02-BP01 Use strong sign-in mechanisms",
    references=(Reference(url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html", read="2026-11-23"),),
    rationale="Without a login everything that reaches the port can read and change what the cache holds: sessions, "
    "carts, rate limits. One broken task inside the network is enough.",
    remediation="Set authToken or userGroupIds; userGroupId of a serverless cache. With Floodgate's ReplicationGroup "
    "component a token is always set.",
    since="0.1.0",
    check=check,
)

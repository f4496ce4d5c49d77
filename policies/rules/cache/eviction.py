"""
*What it checks*: a replication group whose tag FLOODGATE_HOLDS_SESSIONS is "true" evicts nothing: the
maxmemory-policy of its parameter group is noeviction. Where nothing is set it is volatile-lru, which evicts.

*Why it matters*: what has a time to live is what such a policy evicts when memory is short: sessions, rate limits,
locks. Users are logged out, and limits start anew, although the entries had not expired.

*How to fix*: set the policy, or keep sessions in a second group beside the cache.
"""

from rules.cache.groups import GROUP, parameter
from rules.logic import Truth, equals, implies
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

MAXMEMORY_POLICY = "volatile-lru"  # ElastiCache's default, user guide, "Redis OSS parameters"


def check(stack: Stack, report: Report) -> None:
    """No group that holds sessions evicts."""
    for group in stack.of(GROUP):
        holds_sessions = _holds_sessions(group, report)
        if holds_sessions is not False:
            policy = parameter(stack, group, "maxmemory-policy")
            report.decides(
                group,
                implies(holds_sessions, equals(MAXMEMORY_POLICY if policy is None else policy, "noeviction")),
                wrong=f"{group} holds sessions, but evicts them when memory is short (maxmemory-policy of its "
                "parameter group).",
                missing="whether it holds sessions, and its maxmemory-policy",
            )


def _holds_sessions(group: Resource, report: Report) -> Truth:
    tag = read(group, "tags", report.text("sessionsTag"))
    return UNKNOWN if tag is UNKNOWN else str(tag).lower() == "true"


RULE = Rule(
    id="CACHE-012",
    title="Replication group that holds sessions evicts nothing",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP07 Make systems stateless where possible",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Redis.html", read="2026-11-25"
        ),
    ),
    rationale="When memory is short, a volatile policy evicts entries with a time to live. In a group with sessions "
    "these are the sessions: users are logged out in the middle of a purchase, because a cached page needed room.",
    remediation="Set maxmemory-policy to noeviction in the parameter group, or use a second group. With Floodgate's "
    "ReplicationGroup component: eviction_policy.",
    since="0.1.0",
    check=check,
    options=(
        Option(
            name="sessionsTag",
            default="FLOODGATE_HOLDS_SESSIONS",
            description='The tag that says "true" of a group whose entries must not be lost before they expire',
        ),
    ),
)

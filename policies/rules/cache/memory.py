"""
*What it checks*: the memory of a replication group holds the data that it is to hold (workingSetGigabytes of the
declared traffic): of each node's memory, that which is not reserved (25 % unless the parameter group says otherwise),
times the shards. Groups whose tag FLOODGATE_DISPOSABLE is "true" are left out: they do not serve that traffic.

*Why it matters*: what does not fit is evicted, or refused under noeviction. Then requests go to the database, which was
sized with the cache in front of it; a backup or a failover on a full node fails.

*How to fix*: larger nodes, more shards, or shorter times to live.
"""

from rules import traffic
from rules.cache.groups import GROUP, memory, parameter, shards
from rules.disposable import OPTION, is_disposable
from rules.logic import some
from rules.report import Report
from rules.resource import Resource, number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.spans import Span, known, span
from rules.stack import Stack
from rules.values import UNKNOWN

FACT = "workingSetGigabytes"
RESERVED_PERCENT = 25  # ElastiCache's default, user guide, "Managing reserved memory"


def check(stack: Stack, report: Report) -> None:
    """Every replication group has room for its data."""
    wanted = report.declared(FACT)
    for group in stack.of(GROUP):
        disposable, room = is_disposable(group, report), _room(stack, group)
        if wanted is UNKNOWN and disposable is not True:
            report.not_knowable(group, traffic.missing(FACT))
            continue
        report.decides(
            group,
            some([disposable, span(wanted).fits(room)]),
            wrong=f"{group} is to hold {span(wanted).least:.12g} GiB and has room for {room.most:.3g}.",
            missing="the memory of its nodes, how much of that is reserved, and its shards",
        )


def _room(stack: Stack, group: Resource) -> Span:
    reserved = parameter(stack, group, "reserved-memory-percent")
    percent = span(number(RESERVED_PERCENT if reserved is None else reserved))
    free = Span(max(0, 100 - percent.most), 100 - percent.least)
    return memory(group) * free * known(1 / 100) * span(shards(group))


RULE = Rule(
    id="CACHE-002",
    title="Replication group has room for its data",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF03-BP02 Evaluate available configuration options for data store",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html",
            read="2026-11-25",
        ),
    ),
    rationale="A quarter of a node's memory is reserved for backups and failovers. Data beyond the rest is evicted or "
    "refused, and its requests go to a database that was sized with the cache in front of it.",
    remediation="Choose a larger nodeType or more numNodeGroups. With Floodgate's ReplicationGroup component: "
    "node_type.",
    since="0.1.0",
    check=check,
    options=(OPTION,),
)

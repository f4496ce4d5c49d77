"""
*What it checks*: a replication group with Multi-AZ has automatic failover, and a replica in each shard.

*Why it matters*: Multi-AZ is a failover to another zone. AWS refuses it without automatic failover, or without a
replica that could take over.

*How to fix*: switch automatic failover on, and have two nodes or more a shard.
"""

from rules.cache.groups import GROUP, has_replica
from rules.logic import every, implies
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(group: Resource, report: Report) -> None:
    """What has Multi-AZ can fail over."""
    fails_over = read_flag(group, "automaticFailoverEnabled")
    report.decides(
        group,
        implies(read_flag(group, "multiAzEnabled"), every([fails_over, has_replica(group)])),
        wrong=f"{group} has Multi-AZ without automatic failover (automaticFailoverEnabled); AWS refuses that."
        if fails_over is False
        else f"{group} has Multi-AZ but no replica that could take over (numCacheClusters); AWS refuses that.",
        missing="whether it has Multi-AZ, automatic failover, and replicas",
    )


RULE = Rule(
    id="CACHE-006",
    title="Replication group with Multi-AZ can fail over",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP02 Fail over to healthy resources",
    references=(
        Reference(url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html", read="2026-11-25"),
    ),
    rationale="Multi-AZ is only supported with automatic failover and more than one node in each shard. AWS refuses a "
    "group that asks for it with less.",
    remediation="Set automaticFailoverEnabled, and numCacheClusters to 2 or more or replicasPerNodeGroup to 1 or more. "
    "With Floodgate's ReplicationGroup component: automatic_failover and node_count, which it checks.",
    since="0.1.0",
    check_resource=check,
    types=(GROUP,),
)

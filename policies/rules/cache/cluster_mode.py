"""
*What it checks*: a replication group in cluster mode (several shards, clusterMode enabled, or a parameter group with
cluster-enabled) has automatic failover.

*Why it matters*: in cluster mode AWS asks for it, and refuses the group without.

*How to fix*: switch automatic failover on.
"""

from rules.cache.groups import GROUP, is_clustered
from rules.logic import implies
from rules.report import Report
from rules.resource import read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack


def check(stack: Stack, report: Report) -> None:
    """Every group in cluster mode fails over."""
    for group in stack.of(GROUP):
        report.decides(
            group,
            implies(is_clustered(stack, group), read_flag(group, "automaticFailoverEnabled")),
            wrong=f"{group} is in cluster mode without automatic failover (automaticFailoverEnabled); AWS refuses "
            "that.",
            missing="whether it is in cluster mode, and has automatic failover",
        )


RULE = Rule(
    id="CACHE-009",
    title="Replication group in cluster mode has automatic failover",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP02 Fail over to healthy resources",
    references=(
        Reference(url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html", read="2026-11-25"),
    ),
    rationale="In cluster mode each shard holds keys that no other has, so ElastiCache always fails over there, and it "
    "cannot be switched off. AWS refuses a group in cluster mode that does not ask for it.",
    remediation="Set automaticFailoverEnabled to true. With Floodgate's ReplicationGroup component: "
    "automatic_failover; it makes one shard.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: each instance of a database cluster has the engine of the cluster.

*Why it matters*: AWS refuses an instance of another engine, after it has made the cluster. The engine is written twice,
and often only one of the two is changed.

*How to fix*: set the instance's engine from the cluster's.
"""

from rules.database.clusters import CLUSTER_INSTANCE, cluster_of
from rules.logic import holds
from rules.report import Report
from rules.resource import read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack


def check(stack: Stack, report: Report) -> None:
    """Every instance has its cluster's engine."""
    for instance in stack.of(CLUSTER_INSTANCE):
        link = cluster_of(stack, instance)
        if link.partner:
            report.decides(
                instance,
                holds(lambda own, wanted: bool(own == wanted), read(instance, "engine"), read(link.partner, "engine")),
                wrong=f"{instance} has another engine than {link.partner}; AWS refuses that.",
                missing="its engine and that of its cluster",
            )
        elif link.found is Found.OUTSIDE:
            report.not_knowable(instance, "the engine of its cluster, which is outside the stack")
        else:
            report.not_knowable(instance, "which cluster it belongs to")


RULE = Rule(
    id="DATABASE-004",
    title="Database instance has the engine of its cluster",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html",
            read="2026-11-23",
        ),
    ),
    rationale="All instances of a cluster share one storage, so they run one engine. AWS refuses an instance of "
    "another one, at the end of a deployment that has already made the cluster.",
    remediation="Set engine of the instance to that of the cluster. With Floodgate's AuroraCluster component both are "
    "the same.",
    since="0.1.0",
    check=check,
)

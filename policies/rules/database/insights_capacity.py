"""
*What it checks*: a cluster whose instances are serverless and record Performance Insights has a minimum capacity of two
units or more.

*Why it matters*: the recording itself takes memory. AWS advises a minimum of two units with it; with less the instance
hardly scales down, or lacks the memory for its work.

*How to fix*: raise the minimum capacity, or switch Performance Insights off.
"""

from rules.database.clusters import SERVERLESS, Members, aurora_clusters, members
from rules.logic import Truth, equals, every, holds, implies, some
from rules.report import Report
from rules.resource import Resource, read, read_flag, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

LEAST_CAPACITY = 2  # Aurora user guide, "Choosing the minimum Aurora Serverless v2 capacity setting"


def check(stack: Stack, report: Report) -> None:
    """Every serverless cluster with Performance Insights has the capacity for it."""
    for cluster in aurora_clusters(stack):
        if not read(cluster, "serverlessv2ScalingConfiguration"):
            continue
        least = read_number(cluster, "serverlessv2ScalingConfiguration", "minCapacity")
        report.decides(
            cluster,
            implies(
                _records(cluster, members(stack, cluster)), holds(lambda units: bool(units >= LEAST_CAPACITY), least)
            ),
            wrong=f"{cluster} records Performance Insights, but scales down to {_text(least)} capacity units; that "
            f"takes {LEAST_CAPACITY}.",
            missing="its minimum capacity, and whether its instances record Performance Insights",
        )


def _records(cluster: Resource, found: Members) -> Truth:
    wide = read_flag(cluster, "performanceInsightsEnabled")
    serverless = [
        every([equals(read(member, "instanceClass"), SERVERLESS), some([wide, _own(member)])]) for member in found.known
    ]
    return some([*serverless, *([] if found.complete else [UNKNOWN])])


def _own(member: Resource) -> Truth:
    return read_flag(member, "performanceInsightsEnabled")


def _text(units: object) -> str:
    return f"{units:.12g}" if isinstance(units, float) else "an unknown number of"


RULE = Rule(
    id="DATABASE-009",
    title="Database cluster has the capacity that Performance Insights takes",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF03-BP03 Collect and record data store performance metrics",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/"
            "aurora-serverless-v2.setting-capacity.html",
            read="2026-11-23",
        ),
    ),
    rationale="Performance Insights needs memory of the instance. AWS advises a minimum of two capacity units with it: "
    "below that the instance stays larger than its load asks for, or is short of memory.",
    remediation="Set minCapacity of serverlessv2ScalingConfiguration to 2 or more, or performanceInsightsEnabled to "
    "false. With Floodgate's AuroraCluster component: serverless.min_acu, or monitoring.insights OFF.",
    since="0.1.0",
    check=check,
)

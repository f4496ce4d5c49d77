"""
*What it checks*: no proxy stands in front of a cluster that is to pause when nobody is connected (minCapacity 0).

*Why it matters*: a proxy keeps connections to the database open, so that the cluster never pauses: it costs its least
running capacity around the clock, which is what the minimum of 0 was to save.

*How to fix*: take the proxy away, or raise the minimum capacity to what is paid for anyway.
"""

from rules.database.clusters import proxied
from rules.logic import Truth, holds
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """No cluster behind a proxy is to pause."""
    for pair in proxied(stack):
        cluster = pair.cluster.partner
        if cluster:
            report.decides(
                cluster,
                _stays_awake(cluster),
                wrong=f"{cluster} is to pause when nobody is connected (minCapacity 0), but a proxy always is.",
                missing="its minimum capacity",
            )
        elif pair.cluster.found is Found.OUTSIDE:
            report.not_knowable(pair.target, "the capacity of its cluster, which is outside the stack")
        else:
            report.not_knowable(pair.target, "which cluster it leads to")


def _stays_awake(cluster: Resource) -> Truth:
    scaling = read(cluster, "serverlessv2ScalingConfiguration")
    if not scaling:
        return True
    least = UNKNOWN if scaling is UNKNOWN else read_number(cluster, "serverlessv2ScalingConfiguration", "minCapacity")
    return holds(lambda units: bool(units > 0), least)


RULE = Rule(
    id="DATABASE-010",
    title="Database cluster behind a proxy does not count on pausing",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST06-BP02 Select resource type, size, and number based on data",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html",
            read="2026-11-25",
        ),
    ),
    rationale="A cluster with a minimum of 0 pauses when it has no connection, and a proxy always has some. So it "
    "runs, and is paid for, day and night.",
    remediation="Set minCapacity of serverlessv2ScalingConfiguration above 0, or remove the proxy. With Floodgate's "
    "DatabaseProxy component the pair is refused when the program runs.",
    since="0.1.0",
    check=check,
)

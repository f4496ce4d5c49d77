"""
*What it checks*: a cluster with an instance of the class `db.serverless` has a capacity range
(serverlessv2ScalingConfiguration).

*Why it matters*: AWS refuses a serverless instance in a cluster that has none.

*How to fix*: give the cluster a minimum and a maximum capacity.
"""

from rules.database.clusters import CLUSTER_INSTANCE, SERVERLESS, cluster_of
from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every cluster with serverless instances has a capacity range."""
    for instance in stack.of(CLUSTER_INSTANCE):
        if read(instance, "instanceClass") != SERVERLESS:
            if read(instance, "instanceClass") is UNKNOWN:
                report.not_knowable(instance, "its class")
            continue
        link = cluster_of(stack, instance)
        if link.partner:
            report.decides(
                instance,
                _has_range(link.partner),
                wrong=f"{instance} is serverless, but {link.partner} has no capacity range "
                "(serverlessv2ScalingConfiguration); AWS refuses that.",
                missing="the capacity range of its cluster",
            )
        else:
            outside = link.found is Found.OUTSIDE
            missing = "the capacity range of its cluster, which is outside the stack"
            report.not_knowable(instance, missing if outside else "which cluster it belongs to")


def _has_range(cluster: Resource) -> Truth:
    value = read(cluster, "serverlessv2ScalingConfiguration")
    return UNKNOWN if value is UNKNOWN else bool(value)


RULE = Rule(
    id="DATABASE-005",
    title="Database cluster with serverless instances has a capacity range",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/"
            "aurora-serverless-v2.setting-capacity.html",
            read="2026-11-23",
        ),
    ),
    rationale="A serverless instance scales in the capacity range of its cluster. Without one AWS refuses the "
    "instance, and the cluster that has just been made stands there without any.",
    remediation="Set minCapacity and maxCapacity in serverlessv2ScalingConfiguration of the cluster. With Floodgate's "
    "AuroraCluster component: serverless.",
    since="0.1.0",
    check=check,
)

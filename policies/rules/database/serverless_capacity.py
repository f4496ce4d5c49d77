"""
*What it checks*: the capacity range of a serverless cluster is one that Aurora has: steps of 0.5, a minimum of 0 to
256, a maximum of 1 to 256 that is not below the minimum. Older engine versions go up to 128 and have no minimum of 0.

*Why it matters*: AWS refuses any other.

*How to fix*: round both to halves, and put the maximum above the minimum.
"""

from rules.database.clusters import CLUSTER
from rules.logic import every, holds
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import Unknown

LARGEST = 256


def check(cluster: Resource, report: Report) -> None:
    """The capacity range is one that Aurora has."""
    if not read(cluster, "serverlessv2ScalingConfiguration"):
        return
    least, most = (
        read_number(cluster, "serverlessv2ScalingConfiguration", end) for end in ("minCapacity", "maxCapacity")
    )
    report.decides(
        cluster,
        every(
            [
                holds(lambda low: 0 <= low <= LARGEST and _is_half(low), least),
                holds(lambda high: 1 <= high <= LARGEST and _is_half(high), most),
                holds(lambda low, high: bool(low <= high), least, most),
            ]
        ),
        wrong=f"{cluster} scales from {_text(least)} to {_text(most)} capacity units; Aurora takes steps of 0.5, at "
        f"most {LARGEST}, and a maximum of 1 or more that is not below the minimum.",
        missing="its capacity range",
    )


def _is_half(units: float) -> bool:
    return (units * 2) % 1 == 0


def _text(units: float | Unknown | None) -> str:
    return f"{units:.12g}" if isinstance(units, float) else "an unknown number of"


RULE = Rule(
    id="DATABASE-006",
    title="Database cluster scales between capacities that Aurora has",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html",
            read="2026-11-25",
        ),
    ),
    rationale="Aurora takes capacities in half steps up to 256 units, with a maximum of at least 1 that is not below "
    "the minimum. AWS refuses a cluster with any other range, and a change to one.",
    remediation="Set minCapacity and maxCapacity of serverlessv2ScalingConfiguration in steps of 0.5. With Floodgate's "
    "AuroraCluster component: serverless, which checks them when the program runs.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER,),
)

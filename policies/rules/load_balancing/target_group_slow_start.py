"""
*What it checks*: a target group with slow start spreads requests round robin.

*Why it matters*: AWS allows slow start with no other algorithm: with least outstanding requests or weighted random the
change of the attributes is refused, and the deployment stops halfway.

*How to fix*: give up slow start, or the algorithm.
"""

from rules.logic import equals, some
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

TARGET_GROUP = "aws:lb/targetGroup:TargetGroup"


def check(group: Resource, report: Report) -> None:
    """Slow start is off, or the algorithm is round robin."""
    seconds = read_number(group, "slowStart", default=0)  # ELB's default: off
    algorithm = read(group, "loadBalancingAlgorithmType", default="round_robin")  # ELB's default
    report.decides(
        group,
        some([equals(seconds, 0), equals(algorithm, "round_robin")]),
        wrong=f"{group} has slow start and another algorithm than round robin; AWS refuses that.",
        missing="its slow start and its algorithm",
    )


RULE = Rule(
    id="BALANCER-001",
    title="Target group has slow start with round robin only",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL08-BP05 Deploy changes with automation",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
            read="2026-11-25",
        ),
    ),
    rationale="Slow start cannot be used together with the least outstanding requests or the weighted random "
    "algorithm. AWS refuses the attributes, and the deployment stops with the target group half configured.",
    remediation="Unset slowStart, or set loadBalancingAlgorithmType to round_robin. With Floodgate's TargetGroup "
    "component: slow_start_seconds and algorithm, which are checked against each other.",
    since="0.1.0",
    check_resource=check,
    types=(TARGET_GROUP,),
)

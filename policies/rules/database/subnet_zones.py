"""
*What it checks*: each database subnet group holds subnets in at least two Availability Zones.

*Why it matters*: AWS refuses a cluster or an instance in a group that lies in one zone. And where a group has too few
zones, no standby or reader can be placed away from the writer.

*How to fix*: add a subnet of another zone to the group.
"""

from rules.database.clusters import SUBNET_GROUP, subnets
from rules.logic import Truth
from rules.network.placement import distinct_zones
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Partners, Stack
from rules.values import UNKNOWN

ZONES = 2  # RDS user guide, "Working with a DB instance in a VPC"


def check(stack: Stack, report: Report) -> None:
    """Every subnet group spans two zones."""
    for group in stack.of(SUBNET_GROUP):
        found = subnets(stack, group)
        report.decides(
            group,
            _spans(found),
            wrong=f"{group} lies in one Availability Zone; AWS asks for {ZONES}.",
            missing="its subnets, and their Availability Zones",
        )


def _spans(found: Partners) -> Truth:
    least, most = distinct_zones(found.inside)
    if least >= ZONES:
        return True
    return False if most < ZONES and found.complete and not found.outside else UNKNOWN


RULE = Rule(
    id="DATABASE-003",
    title="Database subnet group spans two Availability Zones",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL10-BP01 Deploy the workload to multiple locations",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
            read="2026-11-23",
        ),
    ),
    rationale="RDS refuses to create a cluster or an instance in a subnet group with subnets in one Availability Zone "
    "only, and no standby or reader could be placed away from the zone of the writer.",
    remediation="List subnets of at least two zones in subnetIds. With Floodgate's AuroraCluster component: "
    "subnet_ids, which the Network component gives for every zone.",
    since="0.1.0",
    check=check,
)

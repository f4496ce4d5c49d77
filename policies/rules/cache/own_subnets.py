"""
*What it checks*: a replication group lies in a subnet group of yours.

*Why it matters*: without one it lies in the default subnets of the account's default VPC, which are public, and away
from the tasks that are to reach it.

*How to fix*: make a subnet group of your data subnets, and name it.
"""

from rules.cache.groups import GROUP
from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

_DEFAULT = "default"


def check(stack: Stack, report: Report) -> None:
    """Every group lies in subnets that were chosen."""
    for group in stack.of(GROUP):
        report.decides(
            group,
            _is_chosen(group),
            wrong=f"{group} lies in the default subnets of the default VPC (subnetGroupName).",
            missing="its subnet group",
        )


def _is_chosen(group: Resource) -> Truth:
    name = read(group, "subnetGroupName")
    if name is UNKNOWN:
        # Made in the same deployment, or hidden.
        return True if group.property_dependencies.get("subnetGroupName") else UNKNOWN
    return name not in (None, "", _DEFAULT)


RULE = Rule(
    id="CACHE-016",
    title="Replication group lies in a subnet group of its own network",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP01 Create network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/elasticache-subnet-group-check.html",
            read="2026-11-25",
        ),
    ),
    rationale="Without a subnet group ElastiCache takes the default subnets, which have a route to the internet and "
    "are often in another VPC than the tasks, so that these do not reach the cache at all.",
    remediation="Set subnetGroupName to a subnet group of data subnets. With Floodgate's ReplicationGroup component: "
    "subnet_ids.",
    since="0.1.0",
    check=check,
)

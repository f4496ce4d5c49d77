"""
*What it checks*: a database instance with enhanced monitoring (monitoringInterval above 0) has a role for it, and one
with a role has an interval.

*Why it matters*: AWS refuses one without the other.

*How to fix*: set both or neither.
"""

from rules.database.clusters import CLUSTER, CLUSTER_INSTANCE, INSTANCE
from rules.logic import Truth, holds
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

INTERVAL_SECONDS = 0  # the RDS API's default, CreateDBInstance


def check(stack: Stack, report: Report) -> None:
    """Interval and role come together."""
    for kind in (CLUSTER_INSTANCE, INSTANCE, CLUSTER):
        for database in stack.of(kind):
            interval = read_number(database, "monitoringInterval", default=INTERVAL_SECONDS)
            monitored, has_role = holds(lambda seconds: bool(seconds > 0), interval), _has_role(database)
            report.decides(
                database,
                holds(lambda one, other: bool(one == other), monitored, has_role),
                wrong=f"{database} has a monitoringInterval above 0 but no monitoringRoleArn; AWS refuses that."
                if monitored is True
                else f"{database} has a monitoringRoleArn but a monitoringInterval of 0; AWS refuses that.",
                missing="its monitoring interval and its monitoring role",
            )


def _has_role(database: Resource) -> Truth:
    role = read(database, "monitoringRoleArn")
    if role is UNKNOWN:
        # It is made in the same deployment, or hidden.
        return True if database.property_dependencies.get("monitoringRoleArn") else UNKNOWN
    return role not in (None, "")


RULE = Rule(
    id="DATABASE-014",
    title="Database instance with enhanced monitoring has a role for it",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model/"
            "-modify-db-instance-request/monitoring-role-arn.html",
            read="2026-11-25",
        ),
    ),
    rationale="RDS writes the figures of the operating system to CloudWatch Logs by a role of yours. It refuses an "
    "interval without a role, and a role without an interval, when the instance is made.",
    remediation="Set monitoringInterval and monitoringRoleArn, or neither. With Floodgate's AuroraCluster component: "
    "monitoring.interval_seconds, which makes the role as well.",
    since="0.1.0",
    check=check,
)

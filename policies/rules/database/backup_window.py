"""
*What it checks*: the daily backup window and the weekly maintenance window of a database are apart.

*Why it matters*: AWS refuses windows that overlap.

*How to fix*: move one of them. Both are in UTC.
"""

from rules.database.clusters import CLUSTER, INSTANCE
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.windows import apart


def check(database: Resource, report: Report) -> None:
    """The two windows never meet."""
    backup, maintenance = (
        ("preferredBackupWindow", "preferredMaintenanceWindow")
        if database.token == CLUSTER
        else ("backupWindow", "maintenanceWindow")
    )
    report.decides(
        database,
        apart(read(database, backup), read(database, maintenance)),
        wrong=f"the backup window of {database} overlaps its maintenance window; AWS refuses that.",
        missing="its backup window and its maintenance window",
    )


RULE = Rule(
    id="DATABASE-011",
    title="Database cluster is backed up and maintained at different times",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model/"
            "-modify-db-cluster-request/preferred-backup-window.html",
            read="2026-11-25",
        ),
    ),
    rationale="RDS refuses a backup window that conflicts with the maintenance window, when the database is created "
    "and when one of them is changed.",
    remediation="Move preferredBackupWindow (backupWindow of an instance) or the maintenance window. With Floodgate's "
    "AuroraCluster component: backup_window and maintenance_window, which it checks.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER, INSTANCE),
)

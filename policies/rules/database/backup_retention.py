"""
*What it checks*: the automated backups of a database are kept for a week at least. Those whose tag FLOODGATE_DISPOSABLE
is "true", and read replicas, are left out. Where nothing is set, Aurora keeps them for one day, and an instance takes
none.

*Why it matters*: a statement that deletes the wrong rows is often noticed after days. Then only a backup from before it
brings the rows back.

*How to fix*: raise the retention period.
"""

from rules.database.clusters import CLUSTER, INSTANCE
from rules.database.origins import is_replica
from rules.disposable import OPTION, is_disposable
from rules.logic import holds, some
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity

# The providers' defaults, pulumi_aws 7.51.1; the first is RDS's as well, RDS API reference, CreateDBCluster.
DAYS = {CLUSTER: 1, INSTANCE: 0}


def check(database: Resource, report: Report) -> None:
    """Its backups are kept long enough."""
    days, wanted = read_number(database, "backupRetentionPeriod", default=DAYS[database.token]), report.number("days")
    kept = f"{days:.12g}" if isinstance(days, float | int) else "an unknown number of"
    report.decides(
        database,
        some([holds(lambda own: bool(own >= wanted), days), is_disposable(database, report), is_replica(database)]),
        wrong=f"{database} keeps its backups for {kept} of {wanted:.12g} days (backupRetentionPeriod).",
        missing="how long its backups are kept, or whether it is disposable",
    )


RULE = Rule(
    id="DATABASE-017",
    title="Database cluster keeps its backups for a week",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP03 Perform data backup automatically",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/db-instance-backup-enabled.html",
            read="2026-11-25",
        ),
    ),
    rationale="Rows that were deleted or overwritten by mistake come back from a backup taken before. Mistakes are "
    "often noticed days later, when backups of one day hold the same mistake.",
    remediation="Set backupRetentionPeriod to 7 or more. With Floodgate's AuroraCluster component: "
    "backup_retention_days.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER, INSTANCE),
    options=(OPTION, Option(name="days", default=7, description="Days for which backups are kept", minimum=1)),
)

"""
*What it checks*: a database leaves a snapshot behind when it is deleted: skipFinalSnapshot is not set, and the snapshot
has a name. Those whose tag FLOODGATE_DISPOSABLE is "true", and read replicas, are left out.

*Why it matters*: automated backups go with the database unless they are kept on purpose. What is left of a database
that was deleted by mistake is its final snapshot. Without a name for it the provider refuses the deletion when it
comes.

*How to fix*: name the snapshot in finalSnapshotIdentifier.
"""

from rules.database.clusters import CLUSTER, INSTANCE
from rules.database.origins import is_replica
from rules.disposable import OPTION, is_disposable
from rules.logic import Truth, every, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(database: Resource, report: Report) -> None:
    """It leaves a snapshot behind."""
    skips = read_flag(database, "skipFinalSnapshot")
    report.decides(
        database,
        some([every([negate(skips), _is_named(database)]), is_disposable(database, report), is_replica(database)]),
        wrong=f"{database} leaves no snapshot when it is deleted (skipFinalSnapshot)."
        if skips is True
        else f"{database} names no final snapshot (finalSnapshotIdentifier), so that it cannot be deleted.",
        missing="whether it leaves a snapshot behind, or is disposable",
    )


def _is_named(database: Resource) -> Truth:
    name = read(database, "finalSnapshotIdentifier")
    return UNKNOWN if name is UNKNOWN else name not in (None, "")


RULE = Rule(
    id="DATABASE-016",
    title="Database cluster leaves a snapshot when it is deleted",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP01 Identify and back up all data that needs to be backed up, or reproduce the data from sources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
            read="2026-11-25",
        ),
    ),
    rationale="A database that is deleted by mistake can only come back from a snapshot. With skipFinalSnapshot there "
    "is none, and its automated backups go as well.",
    remediation="Leave skipFinalSnapshot out and set finalSnapshotIdentifier. With Floodgate's AuroraCluster "
    "component: final_snapshot_identifier.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER, INSTANCE),
    options=(OPTION,),
)

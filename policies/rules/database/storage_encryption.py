"""
*What it checks*: the storage of a database is encrypted.

*Why it matters*: unencrypted storage means unencrypted backups, snapshots and replicas, and it cannot be changed later:
the data has to be moved to a new database.

*How to fix*: switch encryption on before the database holds anything.
"""

from rules.database.clusters import CLUSTER, INSTANCE
from rules.database.origins import is_derived
from rules.logic import Truth, some
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(database: Resource, report: Report) -> None:
    """Its storage is encrypted."""
    report.decides(
        database,
        _is_encrypted(database),
        wrong=f"the storage of {database} is not encrypted (storageEncrypted).",
        missing="whether it, or the database that it comes from, is encrypted",
    )


def _is_encrypted(database: Resource) -> Truth:
    # What is made from another database, or from a snapshot, has its encryption.
    doubt = False if is_derived(database) is False else UNKNOWN
    return some([read_flag(database, "storageEncrypted"), doubt])


RULE = Rule(
    id="DATABASE-018",
    title="Database cluster is encrypted at rest",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP02 Enforce encryption at rest",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/rds-storage-encrypted.html",
            read="2026-11-25",
        ),
    ),
    rationale="Storage, backups, snapshots and replicas of a database are encrypted together or not at all, and the "
    "choice is made once: later the data must be moved to a new database.",
    remediation="Set storageEncrypted to true, and kmsKeyId for a key of your own. With Floodgate's AuroraCluster "
    "component it always is; key_arn names the key.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER, INSTANCE),
)

"""
*What it checks*: a database is protected against deletion. Those whose tag FLOODGATE_DISPOSABLE is "true", and read
replicas, are left out.

*Why it matters*: without it, one wrong `pulumi destroy`, a renamed resource or a click deletes the database, and all
services with it. Protection has to be taken off first, in a step of its own.

*How to fix*: switch the protection on.
"""

from rules.database.clusters import CLUSTER, INSTANCE
from rules.database.origins import is_replica
from rules.disposable import OPTION, is_disposable
from rules.logic import some
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(database: Resource, report: Report) -> None:
    """It cannot be deleted in one step."""
    report.decides(
        database,
        some([read_flag(database, "deletionProtection"), is_disposable(database, report), is_replica(database)]),
        wrong=f"{database} can be deleted in one step (deletionProtection).",
        missing="whether it is protected against deletion, or disposable",
    )


RULE = Rule(
    id="DATABASE-015",
    title="Database cluster is protected against deletion",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP01 Identify and back up all data that needs to be backed up, or reproduce the data from sources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/rds-cluster-deletion-protection-enabled.html",
            read="2026-11-25",
        ),
    ),
    rationale="A database that can be deleted in one step is deleted by a wrong command, or by a change that replaces "
    "it. Everything that needs it is down until it has been restored, and what came after the last backup is gone.",
    remediation='Set deletionProtection to true, or the tag FLOODGATE_DISPOSABLE to "true". With Floodgate\'s '
    "AuroraCluster component: deletion_protection.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER, INSTANCE),
    options=(OPTION,),
)

"""
*What it checks*: a database hands its tags on to its snapshots (copyTagsToSnapshot).

*Why it matters*: snapshots outlive the database. Without tags nobody knows whose they are, what they cost, and whether
they may be deleted; access by tags does not cover them.

*How to fix*: set copyTagsToSnapshot.
"""

from rules.database.clusters import CLUSTER, INSTANCE
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(database: Resource, report: Report) -> None:
    """Its snapshots have its tags."""
    report.decides(
        database,
        read_flag(database, "copyTagsToSnapshot"),
        wrong=f"{database} does not hand its tags on to its snapshots (copyTagsToSnapshot).",
        missing="whether its snapshots have its tags",
    )


RULE = Rule(
    id="DATABASE-024",
    title="Database cluster hands its tags on to its snapshots",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST03-BP02 Add organization information to cost and usage",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model/"
            "-modify-db-instance-request/copy-tags-to-snapshot.html",
            read="2026-11-25",
        ),
    ),
    rationale="Snapshots stay when their database is gone. Without its tags nobody can tell whose they are and whether "
    "they are still needed, so they are paid for, for years.",
    remediation="Set copyTagsToSnapshot to true. With Floodgate's AuroraCluster component it always is.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER, INSTANCE),
    repair=lambda _resource, _config: {"copyTagsToSnapshot": True},
)

"""
*What it checks*: a DynamoDB table can be restored to any second of the last weeks: point-in-time recovery is on. Tables
of stacks for development, and those whose tag says that they may be lost, are left out.

*Why it matters*: DynamoDB makes no backups by itself. What a wrong program overwrites is gone without this.

*How to fix*: turn point-in-time recovery on.
"""

from typing import Final

from rules import disposable
from rules.logic import some
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stages import DEVELOPMENT_STACKS, is_for_development

TABLE: Final = "aws:dynamodb/table:Table"


def check(table: Resource, report: Report) -> None:
    """A table with data can be restored."""
    if not is_for_development(table, report):
        report.decides(
            table,
            some([read_flag(table, "pointInTimeRecovery", "enabled"), disposable.is_disposable(table, report)]),
            wrong=f"{table} cannot be restored: point-in-time recovery is off.",
            missing="whether it can be restored",
        )


RULE = Rule(
    id="STORAGE-006",
    title="Table can be restored to any point in time",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP03 Perform data backup automatically",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
            read="2026-11-23",
        ),
    ),
    rationale="Point-in-time recovery is off by default, and DynamoDB has no other automatic backup. One wrong write "
    "of a program to many items cannot be undone then.",
    remediation="Set pointInTimeRecovery.enabled to true. Floodgate's Table component does so.",
    since="0.1.0",
    check_resource=check,
    types=(TABLE,),
    options=(disposable.OPTION, DEVELOPMENT_STACKS),
)

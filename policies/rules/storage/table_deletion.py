"""
*What it checks*: a DynamoDB table resists deletion: deletion protection is on. Tables of stacks for development, and
those whose tag says that they may be lost, are left out.

*Why it matters*: a renamed resource or a destroyed stack deletes the table with all items, and with the table goes the
name that programs use.

*How to fix*: turn deletion protection on.
"""

from rules import disposable
from rules.logic import some
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stages import DEVELOPMENT_STACKS, is_for_development
from rules.storage.table_recovery import TABLE


def check(table: Resource, report: Report) -> None:
    """A table with data is not deleted by mistake."""
    if not is_for_development(table, report):
        report.decides(
            table,
            some([read_flag(table, "deletionProtectionEnabled"), disposable.is_disposable(table, report)]),
            wrong=f"{table} can be deleted by mistake: deletion protection is off.",
            missing="whether it is protected",
        )


RULE = Rule(
    id="STORAGE-007",
    title="Table resists deletion",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP01 Identify and back up all data that needs to be backed up, or reproduce the data from sources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
            read="2026-11-23",
        ),
    ),
    rationale="Some changes of a table's definition replace it, and a destroyed stack takes it along. Deletion "
    "protection makes AWS refuse, so that the mistake is an error and not a loss.",
    remediation="Set deletionProtectionEnabled to true. With Floodgate's Table component: deletion_protection.",
    since="0.1.0",
    check_resource=check,
    types=(TABLE,),
    options=(disposable.OPTION, DEVELOPMENT_STACKS),
)

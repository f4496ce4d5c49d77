"""
*What it checks*: a DynamoDB table with provisioned capacity has a scaling target with a policy for its reads, and
for its writes.

*Why it matters*: what is above the provisioned figure is throttled, and what is below it is paid for: at a peak
requests fail, at night the table idles.

*How to fix*: add scaling targets and policies for both dimensions, or bill on demand.
"""

from typing import Final

from rules.logic import Truth, equals, every, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.storage.table_recovery import TABLE
from rules.values import UNKNOWN

# A target says how far it may scale, a policy when it does.
_SCALING: Final = (
    Holder("aws:appautoscaling/target:Target", ("resourceId",)),
    Holder("aws:appautoscaling/policy:Policy", ("resourceId",)),
)
_DIMENSIONS: Final = ("dynamodb:table:ReadCapacityUnits", "dynamodb:table:WriteCapacityUnits")
_ON_DEMAND: Final = "PAY_PER_REQUEST"


def check(stack: Stack, report: Report) -> None:
    """Every table scales, by AWS or by targets of its own."""
    for table in stack.of(TABLE):
        # The default is PROVISIONED: DynamoDB API reference, CreateTable.
        on_demand = equals(read(table, "billingMode", default="PROVISIONED"), _ON_DEMAND)
        report.decides(
            table,
            some([on_demand, every(_is_scaled(stack, table, dimension) for dimension in _DIMENSIONS)]),
            wrong=f"{table} has provisioned capacity without scaling targets and policies for reads and writes.",
            missing="its billing mode, and what scales it",
        )


def _is_scaled(stack: Stack, table: Resource, dimension: str) -> Truth:
    return every(_has(stack, table, holder, dimension) for holder in _SCALING)


def _has(stack: Stack, table: Resource, holder: Holder, dimension: str) -> Truth:
    found = stack.incoming(holder, to=TABLE)
    sure = [equals(read(one, "scalableDimension"), dimension) for one in found.to(table)]
    doubts = [
        every([UNKNOWN, equals(read(one, "scalableDimension"), dimension)])
        for one in found.perhaps_to(table, nameless=stack.is_nameless(table))
    ]
    return some([*sure, *doubts])


RULE = Rule(
    id="STORAGE-008",
    title="Table with provisioned capacity scales its reads and writes",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL07-BP01 Use automation when obtaining or scaling resources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html", read="2026-11-23"
        ),
    ),
    rationale="DynamoDB throttles requests beyond the provisioned figure. Without scaling the figure is right for one "
    "hour of the day: requests fail above it, and money is wasted below.",
    remediation="Set billingMode to PAY_PER_REQUEST, or add appautoscaling targets and policies for both dimensions. "
    "With Floodgate's Table component: read_capacity and write_capacity.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a log group keeps its logs for a set number of days.

*Why it matters*: by default CloudWatch Logs keeps them for ever. The bill grows every month, and personal data stays
longer than it may.

*How to fix*: set the days that you need to look back. At the level remediate the rule sets them, to its option days.
"""

from collections.abc import Mapping
from typing import Any, Final

from rules.logic import equals, holds, some
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity

LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"

_DAYS: Final = Option(
    name="days", default=30, description="The retention in days that the level remediate sets where none is", minimum=1
)
# Those of this class are deleted after two days, and have no other retention. CloudWatch Logs API, CreateLogGroup.
_DELIVERY: Final = "DELIVERY"


def check(group: Resource, report: Report) -> None:
    """A log group has a retention; 0, the default, is for ever."""
    limited = holds(lambda days: days > 0, read_number(group, "retentionInDays", default=0))
    report.decides(
        group,
        some([equals(read(group, "logGroupClass"), _DELIVERY), limited]),
        wrong=f"{group} keeps its logs for ever (no retentionInDays).",
        missing="its class and retention",
    )


def repair(group: Resource, config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The retention that is configured, where none is set."""
    keeps = read_number(group, "retentionInDays", default=0) != 0 or read(group, "logGroupClass") == _DELIVERY
    return {} if keeps else {"retentionInDays": _DAYS.of(config)}


RULE = Rule(
    id="TELEMETRY-006",
    title="Log group keeps its logs for a set time",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST04-BP05 Enforce data retention policies",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
            read="2026-11-23",
        ),
    ),
    rationale="Logs never expire by default. A busy service pays for every line for years, and whoever has to delete "
    "personal data finds it still there.",
    remediation="Set retentionInDays. With Floodgate's FargateService component: log_retention_days.",
    since="0.1.0",
    check_resource=check,
    types=(LOG_GROUP,),
    repair=repair,
    options=(_DAYS,),
)

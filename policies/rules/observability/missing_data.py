"""
*What it checks*: an alarm says what missing data means: treatMissingData is set.

*Why it matters*: by default an alarm without data has no state at all, so one on healthy hosts says nothing when the
last host is gone, and one on errors is never green again after a quiet hour.

*How to fix*: choose breaching where silence is bad, such as for healthy hosts, and notBreaching where it is good.
"""

from rules.logic import holds
from rules.observability.alarms import ALARM
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(alarm: Resource, report: Report) -> None:
    """An alarm says how it treats missing data."""
    # The default is "missing": CloudWatch API reference, PutMetricAlarm.
    report.decides(
        alarm,
        holds(bool, read(alarm, "treatMissingData", default="")),
        wrong=f"{alarm} does not say what missing data means (treatMissingData), so it has no state without data.",
        missing="how it treats missing data",
    )


RULE = Rule(
    id="TELEMETRY-004",
    title="Alarm says what missing data means",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
            read="2026-11-23",
        ),
    ),
    rationale="Metrics of errors have no data when all is well, metrics of healthy hosts have none when all is lost. "
    "Left to the default both lead to INSUFFICIENT_DATA, which calls nobody.",
    remediation="Set treatMissingData to notBreaching, breaching, ignore or missing. With Floodgate's AlarmSet "
    "component: missing of each alarm.",
    since="0.1.0",
    check_resource=check,
    types=(ALARM,),
)

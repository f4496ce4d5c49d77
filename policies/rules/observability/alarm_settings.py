"""
*What it checks*: an alarm has all that CloudWatch needs: a comparison, a number of periods and a threshold, and, if it
is on one metric, the metric's namespace, a statistic and a period. Alarms on a PromQL query have settings of their own.

*Why it matters*: CloudWatch refuses an alarm that lacks one of them. The deployment ends there, and what it was to
watch runs unwatched.

*How to fix*: add what is missing.
"""

from collections.abc import Iterator

from rules.logic import Truth, every, negate, some
from rules.observability.alarms import ALARM
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(alarm: Resource, report: Report) -> None:
    """An alarm has whatever its metric needs."""
    query = _is_set(alarm, "evaluationCriteria")
    settings = [] if query is True else list(_settings(alarm))
    missing = [name for name, given in settings if given is False]
    if missing and query is False:
        report.fails(alarm, f"{alarm} sets no {' and no '.join(missing)}; CloudWatch refuses it.")
    elif settings:
        whole = every([UNKNOWN if missing else True, *(given for _, given in settings if given is not False)])
        report.decides(alarm, whole, wrong="", missing="whether it has all that CloudWatch needs")


def _settings(alarm: Resource) -> Iterator[tuple[str, Truth]]:
    single = _is_set(alarm, "metricName")
    for name in ("namespace", "period"):
        yield name, some([negate(single), _is_set(alarm, name)])
    statistics = (_is_set(alarm, "statistic"), _is_set(alarm, "extendedStatistic"))
    yield "statistic", some([negate(single), *statistics])
    for name in ("comparisonOperator", "evaluationPeriods"):
        yield name, _is_set(alarm, name)
    yield "threshold", some([_is_set(alarm, "threshold"), _is_set(alarm, "thresholdMetricId")])


def _is_set(alarm: Resource, name: str) -> Truth:
    value = read(alarm, name)
    return UNKNOWN if value is UNKNOWN else value not in (None, "")


RULE = Rule(
    id="TELEMETRY-003",
    title="Alarm has all settings that CloudWatch needs",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/cloudwatch/aws.sdk.kotlin.services.cloudwatch."
            "model/-put-metric-alarm-request/threshold.html",
            read="2026-11-25",
        ),
    ),
    rationale="PutMetricAlarm demands a statistic where a metric is named, and a threshold for an alarm on a static "
    "one; CloudWatch refuses the alarm otherwise, so the deployment fails halfway.",
    remediation="Set comparisonOperator, evaluationPeriods and threshold, and for one metric namespace, period, and "
    "statistic or extendedStatistic. With Floodgate's AlarmSet component every alarm has them.",
    since="0.1.0",
    check_resource=check,
    types=(ALARM,),
)

"""
*What it checks*: an alarm on metrics of CloudFront (AWS/CloudFront) is in us-east-1.

*Why it matters*: CloudFront writes its metrics to us-east-1 alone. An alarm elsewhere has no data for ever, and never
rings.

*How to fix*: make the alarm, and the topic that it tells, with a provider for us-east-1.
"""

from rules.edge.distributions import EDGE_REGION
from rules.logic import Truth, equals, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"

_NAMESPACE = "AWS/CloudFront"


def check(alarm: Resource, report: Report) -> None:
    """An alarm is where its metrics are."""
    watches = _watches_cloudfront(alarm)
    if watches is not False:
        report.decides(
            alarm,
            some([negate(watches), equals(alarm.region, EDGE_REGION)]),
            wrong=f"{alarm} watches CloudFront but is not in {EDGE_REGION}, where its metrics are: it never rings.",
            missing="its metrics and its region",
        )


def _watches_cloudfront(alarm: Resource) -> Truth:
    queries = read_list(alarm, "metricQueries")
    within = (
        [UNKNOWN]
        if queries is UNKNOWN
        else [read(alarm, "metricQueries", index, "metric", "namespace") for index in range(len(queries))]
    )
    return some(equals(namespace, _NAMESPACE) for namespace in (read(alarm, "namespace"), *within))


RULE = Rule(
    id="EDGE-028",
    title="Alarm on a distribution is in us-east-1",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="REL06-BP03 Send notifications",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-using-cloudwatch.html",
            read="2026-11-25",
        ),
    ),
    rationale="CloudFront's metrics are kept in us-east-1, whichever regions the origins are in. An alarm in another "
    "region sees none of them: with missing data taken as good it stays green through every outage, and nobody notices "
    "that it never worked.",
    remediation="Make the metric alarm with a provider for us-east-1, or set its region. With Floodgate's AlarmSet "
    "component: location, us-east-1 for distribution_alarms.",
    since="0.1.0",
    check_resource=check,
    types=(ALARM,),
)

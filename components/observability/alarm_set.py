"""Makes alarms out of their descriptions and tells the right people.

An alarm's name is known beforehand, so a service can be told at its creation which alarms roll its deployments back:
those of its load balancer and target group, which exist before it. It owns the alarms, not what they watch nor the
topics. While CloudWatch is down, nobody is told; that is what the synthetic eyes of customers are for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.naming import Location
from components.observability.alarm import AlarmSpec, Metric, Severity

_LONGEST_NAME = 255  # characters, CloudWatch
_ONLY_IN_US_EAST_1 = ("AWS/CloudFront",)  # where the metrics of global services are (aws-facts S12)
_RESULT = "result"


@dataclass(frozen=True, kw_only=True)
class AlarmSetArgs:
    """Arguments of AlarmSet."""

    # Where the alarms are: in the region of the metrics, us-east-1 for CloudFront.
    location: Location
    # Begin of the physical names: what is watched. They go on with the alarm's key: what is wrong with it.
    name_prefix: str
    # The alarms by key: ``load_balancer_alarms(...)`` or its like. Two things that are watched are two sets: one's keys
    # may be the other's.
    alarms: Mapping[str, AlarmSpec]
    # Topic of whoever gets up at night.
    page_topic_arn: pulumi.Input[str]
    # Topic of whoever looks in the morning; without one, the same.
    ticket_topic_arn: pulumi.Input[str] | None = None
    # Where the runbooks can be read; whoever is paged has a phone, so an address is better than the path.
    runbooks: str = "docs/runbooks"

    def __post_init__(self) -> None:
        for key, spec in self.alarms.items():
            if len(f"{self.name_prefix}-{key}") > _LONGEST_NAME:
                raise ValueError(f"the alarm name {self.name_prefix}-{key} is longer than {_LONGEST_NAME} characters")
            elsewhere = [m.namespace for m in spec.metrics.values() if m.namespace in _ONLY_IN_US_EAST_1]
            if elsewhere and self.location.region != "us-east-1":
                raise ValueError(
                    f"{key}: metrics of {elsewhere[0]} are in us-east-1 only, not in {self.location.region}: put the"
                    " alarm there, with a provider for that region"
                )


class AlarmSet(pulumi.ComponentResource):
    """The alarms of one tier, or of one service.

    *Creates*: an alarm for each description. It tells its topic when it goes off and when it is over, unless it is a
    silent one, and its text ends with the runbook's address.

    *Outputs*: ``alarm_names`` by key, known at preview; ``name_of`` and ``arn_of`` give one, as outputs of the alarm,
    ``settings_of`` what it looks at.

    *Cost* (2026-11, us-east-1): 0.10 USD a month for each metric that an alarm looks at.

    *Rules that watch it*: dimensions of the resource (TELEMETRY-001, TELEMETRY-002); operator, periods and missing data
    given (TELEMETRY-003, TELEMETRY-004); CloudFront's in us-east-1 (EDGE-028); a dead-letter queue has its alarm
    (TELEMETRY-007, TELEMETRY-008).
    """

    alarm_names: pulumi.Output[Mapping[str, str]]

    def __init__(self, name: str, args: AlarmSetArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:AlarmSet", name, {}, opts)
        self._name = name
        self._args = args
        self._alarms = {key: self._alarm(key, spec) for key, spec in args.alarms.items()}
        self.alarm_names = pulumi.Output.all(**{key: alarm.name for key, alarm in self._alarms.items()})
        self.register_outputs({"alarm_names": self.alarm_names})

    def name_of(self, key: str) -> pulumi.Output[str]:
        """The physical name of one alarm; whoever uses it waits for the alarm."""
        return self._alarms[key].name

    def arn_of(self, key: str) -> pulumi.Output[str]:
        """The ARN of one alarm, known at preview."""
        return self.name_of(key).apply(lambda name: self._args.location.arn("cloudwatch", f"alarm:{name}"))

    def settings_of(self, key: str) -> pulumi.Output[str]:
        """What one alarm looks at and compares with, as text; for Route 53, which keeps a copy of it."""
        spec = self._args.alarms[key]
        return pulumi.Output.json_dumps(
            {
                "metrics": [[m.namespace, m.name, m.statistic, dict(m.dimensions)] for m in spec.metrics.values()],
                "compared": [spec.expression, spec.comparison.value, spec.threshold, spec.missing_data.value],
                "periods": [spec.period_seconds, spec.evaluation_periods],
            },
            sort_keys=True,  # always the same text
        )

    def names(self) -> list[pulumi.Output[str]]:
        """The physical names of all."""
        return [alarm.name for alarm in self._alarms.values()]

    def _alarm(self, key: str, spec: AlarmSpec) -> aws.cloudwatch.MetricAlarm:
        (single, *_) = spec.metrics.values()
        plain = single if spec.expression is None else None
        topics = self._topics(spec.severity)
        return aws.cloudwatch.MetricAlarm(
            f"{self._name}-{key}",
            name=f"{self._args.name_prefix}-{key}",
            alarm_description=f"{spec.summary} Runbook: {self._args.runbooks}/{spec.runbook}.md",
            namespace=plain.namespace if plain else None,
            metric_name=plain.name if plain else None,
            dimensions=plain.dimensions if plain else None,
            period=spec.period_seconds if plain else None,
            statistic=plain.statistic if plain and not _is_percentile(plain) else None,
            extended_statistic=plain.statistic if plain and _is_percentile(plain) else None,
            # A percentile of a few requests is one request.
            evaluate_low_sample_count_percentiles="ignore" if plain and _is_percentile(plain) else None,
            metric_queries=_queries(spec) if spec.expression is not None else None,
            comparison_operator=spec.comparison.value,
            threshold=spec.threshold,
            evaluation_periods=spec.evaluation_periods,
            datapoints_to_alarm=spec.datapoints_to_alarm or spec.evaluation_periods,
            treat_missing_data=spec.missing_data.value,
            alarm_actions=topics,
            ok_actions=topics,
            tags={"Name": f"{self._args.name_prefix}-{key}", "Severity": spec.severity.value},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _topics(self, severity: Severity) -> list[pulumi.Input[str]] | None:
        if severity is Severity.SILENT:
            return None
        ticket = self._args.ticket_topic_arn
        return [ticket if severity is Severity.TICKET and ticket is not None else self._args.page_topic_arn]


def _is_percentile(metric: Metric) -> bool:
    return metric.statistic.startswith("p")


def _queries(spec: AlarmSpec) -> Sequence[aws.cloudwatch.MetricAlarmMetricQueryArgs]:
    """The metrics of the alarm, and the expression over them that it watches."""
    parts = [
        aws.cloudwatch.MetricAlarmMetricQueryArgs(
            id=key,
            metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                namespace=metric.namespace,
                metric_name=metric.name,
                stat=metric.statistic,
                period=spec.period_seconds,
                dimensions=metric.dimensions,
            ),
        )
        for key, metric in spec.metrics.items()
    ]
    result = aws.cloudwatch.MetricAlarmMetricQueryArgs(
        id=_RESULT, expression=spec.expression, label=spec.summary, return_data=True
    )
    return [*parts, result]

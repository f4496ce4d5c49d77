"""What several example programs of this tier have in common."""

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts"


def alarm(
    name: str,
    namespace: str = "AWS/SQS",
    metric: str = "ApproximateNumberOfMessagesVisible",
    dimensions: Mapping[str, pulumi.Input[str]] | None = None,
    **settings: Any,
) -> aws.cloudwatch.MetricAlarm:
    """An alarm that is complete, and fires above 0."""
    given: dict[str, Any] = {
        "comparison_operator": "GreaterThanThreshold",
        "evaluation_periods": 1,
        "period": 60,
        "statistic": "Maximum",
        "threshold": 0,
        "treat_missing_data": "notBreaching",
        "alarm_actions": [TOPIC],
        **settings,
    }
    return aws.cloudwatch.MetricAlarm(name, namespace=namespace, metric_name=metric, dimensions=dimensions, **given)


def metric(
    namespace: str, name: str, dimensions: Mapping[str, pulumi.Input[str]] | None = None
) -> list[aws.cloudwatch.MetricAlarmMetricQueryArgs]:
    """The queries of an alarm on one metric, written as alarms on expressions write it."""
    one = aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
        namespace=namespace, metric_name=name, dimensions=dimensions, period=60, stat="Maximum"
    )
    return [aws.cloudwatch.MetricAlarmMetricQueryArgs(id="one", metric=one, return_data=True)]


def alarm_on(name: str, queries: list[aws.cloudwatch.MetricAlarmMetricQueryArgs]) -> aws.cloudwatch.MetricAlarm:
    """An alarm on queries."""
    return aws.cloudwatch.MetricAlarm(
        name,
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=1,
        threshold=0,
        treat_missing_data="notBreaching",
        alarm_actions=[TOPIC],
        metric_queries=queries,
    )


def queue(resource_name: str, **settings: Any) -> aws.sqs.Queue:
    """A queue whose dead-letter queue is elsewhere."""
    dead = "arn:aws:sqs:us-east-1:123456789012:dead" + (".fifo" if settings.get("fifo_queue") else "")
    redrive = json.dumps({"deadLetterTargetArn": dead, "maxReceiveCount": 5})
    return aws.sqs.Queue(resource_name, **{"redrive_policy": redrive, **settings})

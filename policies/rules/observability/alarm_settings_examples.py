"""Programs that keep and break TELEMETRY-003. The text of a bad one is what it is told."""

import pulumi_aws as aws

from rules.observability import common_examples as common


def good_statistic() -> None:
    """All is there."""
    common.alarm("age", dimensions={"QueueName": "orders"})


def good_percentile() -> None:
    """A percentile is a statistic, too."""
    common.alarm("latency", "AWS/ApplicationELB", "TargetResponseTime", statistic=None, extended_statistic="p99")


def good_query() -> None:
    """Each query has its own."""
    common.alarm_on("age", common.metric("AWS/SQS", "ApproximateAgeOfOldestMessage", {"QueueName": "orders"}))


def good_promql() -> None:
    """A query in PromQL says all by itself."""
    criteria = aws.cloudwatch.MetricAlarmEvaluationCriteriaArgs(
        promql_criteria=aws.cloudwatch.MetricAlarmEvaluationCriteriaPromqlCriteriaArgs(query="up == 0")
    )
    aws.cloudwatch.MetricAlarm("down", evaluation_criteria=criteria, evaluation_interval=60)


def bad_as_in_the_article() -> None:
    """Alarm `cpu` sets no statistic and no comparisonOperator and no evaluationPeriods; CloudWatch refuses it."""
    aws.cloudwatch.MetricAlarm("cpu", namespace="AWS/RDS", metric_name="CPUUtilization", threshold=80, period=300)


def bad_without_most() -> None:
    """Alarm `cpu` sets no period and no statistic and no threshold; CloudWatch refuses it."""
    aws.cloudwatch.MetricAlarm(
        "cpu",
        namespace="AWS/RDS",
        metric_name="CPUUtilization",
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=1,
    )

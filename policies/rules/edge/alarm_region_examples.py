"""Programs that keep and break EDGE-028. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws


def _alarm(opts: pulumi.ResourceOptions | None = None, **changes: Any) -> None:
    settings = {
        "comparison_operator": "GreaterThanThreshold",
        "evaluation_periods": 3,
        "threshold": 1,
        "namespace": "AWS/CloudFront",
        "metric_name": "5xxErrorRate",
        "statistic": "Average",
        "period": 60,
        "dimensions": {"DistributionId": "EDFDVBD6EXAMPLE", "Region": "Global"},
        **changes,
    }
    aws.cloudwatch.MetricAlarm("errors", opts=opts, **settings)


def good_provider() -> None:
    """The provider works in us-east-1."""
    _alarm()


def good_own_region() -> None:
    """The alarm says where it is to be."""
    provider = aws.Provider("europe", region="eu-west-1")
    _alarm(pulumi.ResourceOptions(provider=provider), region="us-east-1")


def good_other_metric() -> None:
    """What is not CloudFront's has its metrics in its own region."""
    _alarm(region="eu-west-1", namespace="AWS/SQS", metric_name="ApproximateAgeOfOldestMessage", dimensions=None)


def bad_provider() -> None:
    """Alarm `errors` watches CloudFront but is not in us-east-1, where its metrics are: it never rings."""
    provider = aws.Provider("europe", region="eu-west-1")
    _alarm(pulumi.ResourceOptions(provider=provider))


def bad_own_region() -> None:
    """Alarm `errors` watches CloudFront but is not in us-east-1, where its metrics are: it never rings."""
    _alarm(region="eu-west-1")


def bad_metric_math() -> None:
    """Alarm `errors` watches CloudFront but is not in us-east-1, where its metrics are: it never rings."""
    metric = {"namespace": "AWS/CloudFront", "metric_name": "Requests", "stat": "Sum", "period": 60}
    queries = [{"id": "requests", "metric": metric}, {"id": "rate", "expression": "requests / 60", "return_data": True}]
    plain = dict.fromkeys(("namespace", "metric_name", "statistic", "period", "dimensions"))
    _alarm(region="eu-west-1", metric_queries=queries, **plain)


def bad_inside_component() -> None:
    """Alarm `errors` watches CloudFront but is not in us-east-1, where its metrics are: it never rings."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Alarms", "alarms"))
    _alarm(inside, region="eu-west-1")

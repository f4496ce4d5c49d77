"""The alarms of the distribution and its web ACL. CloudFront's metrics are in us-east-1, wherever the stack is."""

from collections.abc import Mapping

import pulumi

from components.observability.alarm import AlarmSpec, Metric, MissingData, Severity, percent_of


def distribution_alarms(
    *, distribution_id: pulumi.Input[str], error_percent: float = 1.0, minimum_requests: int = 100
) -> Mapping[str, AlarmSpec]:
    """The alarms of a distribution.

    Args:
        distribution_id: its id.
        error_percent: answers with 5xx, in percent of all: those of the origin and CloudFront's own (guess).
        minimum_requests: requests a minute below which the rate is not believed (guess).
    """
    dimensions = {"DistributionId": distribution_id, "Region": "Global"}

    def metric(name: str, statistic: str) -> Metric:
        return Metric(namespace="AWS/CloudFront", name=name, statistic=statistic, dimensions=dimensions)

    return {
        "5xx": AlarmSpec(
            summary="Customers get 5xx from the distribution.",
            runbook="distribution-5xx",
            severity=Severity.PAGE,
            metrics={"rate": metric("5xxErrorRate", "Average"), "requests": metric("Requests", "Sum")},
            expression=f"IF(requests >= {minimum_requests}, rate, 0)",
            threshold=error_percent,
            missing_data=MissingData.GOOD,  # no requests, no errors
            unit="percent",
        )
    }


def web_acl_alarms(
    *,
    metric_name: pulumi.Input[str],
    region: str | None = None,
    blocked_percent: float = 20,
    minimum_requests: int = 1000,
) -> Mapping[str, AlarmSpec]:
    """The alarm of a web ACL: an attack, or a rule that blocks customers.

    Args:
        metric_name: the metric name in the ACL's visibility settings.
        region: of a regional ACL; none for CloudFront's.
        blocked_percent: requests blocked, in percent of all (guess).
        minimum_requests: requests in five minutes below which there is no rate (guess).
    """
    place = {"Region": region} if region else {}
    dimensions = {"WebACL": metric_name, "Rule": "ALL", **place}

    def metric(name: str) -> Metric:
        return Metric(namespace="AWS/WAFV2", name=name, statistic="Sum", dimensions=dimensions)

    everything = "(FILL(allowed, 0) + FILL(blocked, 0))"
    return {
        "blocking": AlarmSpec(
            summary="The web ACL blocks an unusual part of the requests.",
            runbook="web-acl-blocking",
            severity=Severity.TICKET,
            metrics={"allowed": metric("AllowedRequests"), "blocked": metric("BlockedRequests")},
            expression=percent_of("FILL(blocked, 0)", everything, at_least=minimum_requests),
            threshold=blocked_percent,
            period_seconds=300,
            missing_data=MissingData.GOOD,
            unit="percent",
        )
    }

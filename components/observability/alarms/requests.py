"""The alarms on what the services write about their requests: the metrics that ``RequestMetrics`` makes of the logs.

They see what no load balancer does: requests that failed although the answer was a 200, and workers, which have no
load balancer.
"""

from collections.abc import Mapping

from components.observability.alarm import AlarmSpec, Metric, MissingData, Severity, percent_of
from components.observability.request_log import DURATION_METRIC, ERRORS_METRIC, REQUESTS_METRIC, SERVICE_DIMENSION


def request_alarms(
    *,
    namespace: str,
    service: str,
    error_percent: float = 1.0,
    minimum_requests: int = 100,
    duration_milliseconds: float | None = None,
) -> Mapping[str, AlarmSpec]:
    """The alarms of one service's log.

    Args:
        namespace: that its metrics are in: the argument of RequestMetrics.
        service: the service's name there.
        error_percent: requests that failed (guess).
        minimum_requests: requests a minute below which there is no rate (guess).
        duration_milliseconds: the slowest hundredth of requests; none leaves it to the load balancer's alarm.
    """

    def metric(name: str, statistic: str) -> Metric:
        return Metric(namespace=namespace, name=name, statistic=statistic, dimensions={SERVICE_DIMENSION: service})

    alarms = {
        "requests-failing": AlarmSpec(
            summary="The service writes that requests fail.",
            runbook="requests-failing",
            severity=Severity.PAGE,
            metrics={"requests": metric(REQUESTS_METRIC, "Sum"), "errors": metric(ERRORS_METRIC, "Sum")},
            expression=percent_of("FILL(errors, 0)", "requests", at_least=minimum_requests),
            threshold=error_percent,
            missing_data=MissingData.GOOD,
            unit="percent",
        )
    }
    if duration_milliseconds is None:
        return alarms
    slow = AlarmSpec(
        summary="The slowest hundredth of requests takes too long.",
        runbook="target-latency",
        severity=Severity.TICKET,
        metrics={"duration": metric(DURATION_METRIC, "p99")},
        threshold=duration_milliseconds,
        evaluation_periods=5,
        missing_data=MissingData.GOOD,
        unit="milliseconds",
    )
    return {**alarms, "requests-slow": slow}

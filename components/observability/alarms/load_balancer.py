"""The alarms of load balancers and target groups: what customers feel first.

The article's alarm was more than 50 errors a minute, of no load balancer in particular: at 100,000 requests a second 50
are nothing, at night they are an outage. So errors are watched in percent of the requests, and only when there are
enough of them to make a percentage. Those of a target group need no service to exist: they roll its deployments back.
"""

from collections.abc import Mapping

import pulumi

from components.observability.alarm import AlarmSpec, Comparison, Metric, MissingData, Severity, percent_of

_APPLICATION = "AWS/ApplicationELB"
_NETWORK = "AWS/NetworkELB"


def load_balancer_alarms(
    *, load_balancer: pulumi.Input[str], error_percent: float = 1.0, minimum_requests: int = 100
) -> Mapping[str, AlarmSpec]:
    """The alarms of an application load balancer.

    Args:
        load_balancer: its ARN suffix, ``app/<name>/<id>``.
        error_percent: 5xx that it answers itself, in percent of requests; a hundredth (guess).
        minimum_requests: requests a minute below which there is no rate; a hundred make percents (guess).
    """
    dimensions = {"LoadBalancer": load_balancer}

    def metric(name: str) -> Metric:
        return Metric(namespace=_APPLICATION, name=name, statistic="Sum", dimensions=dimensions)

    # RequestCount leaves out what found no target (AWS's metric reference), which is just what this counts.
    everything = "(FILL(requests, 0) + FILL(errors, 0))"
    return {
        "5xx": _errors(
            summary="The load balancer itself answers with 5xx: it finds no service that can.",
            runbook="load-balancer-5xx",
            metrics={"requests": metric("RequestCount"), "errors": metric("HTTPCode_ELB_5XX_Count")},
            rate=percent_of("FILL(errors, 0)", everything, at_least=minimum_requests),
            percent=error_percent,
        ),
        "rejected": _turned_away(
            "The load balancer turns connections away: it has as many as it can have.",
            {"rejected": metric("RejectedConnectionCount")},
        ),
    }


def target_group_alarms(
    *,
    load_balancer: pulumi.Input[str],
    target_group: pulumi.Input[str],
    error_percent: float = 1.0,
    minimum_requests: int = 100,
    latency_seconds: float = 0.1,
) -> Mapping[str, AlarmSpec]:
    """The alarms of the service behind one target group of an application load balancer.

    Args:
        load_balancer: ARN suffix of the load balancer, ``app/<name>/<id>``.
        target_group: ARN suffix of the group, ``targetgroup/<name>/<id>``.
        error_percent: 5xx of the service in percent of its requests; a hundredth (guess).
        minimum_requests: requests a minute below which there is no rate; a hundred make percents (guess).
        latency_seconds: the slowest hundredth of answers; what the architecture promises (P1).
    """
    dimensions = {"LoadBalancer": load_balancer, "TargetGroup": target_group}

    def metric(name: str, statistic: str = "Sum") -> Metric:
        return Metric(namespace=_APPLICATION, name=name, statistic=statistic, dimensions=dimensions)

    return {
        "5xx": _errors(
            summary="The service answers with 5xx.",
            runbook="target-5xx",
            metrics={"requests": metric("RequestCount"), "errors": metric("HTTPCode_Target_5XX_Count")},
            rate=percent_of("FILL(errors, 0)", "requests", at_least=minimum_requests),
            percent=error_percent,
        ),
        "latency": AlarmSpec(
            summary="The slowest hundredth of answers takes longer than promised.",
            runbook="target-latency",
            severity=Severity.PAGE,
            metrics={"latency": metric("TargetResponseTime", "p99")},
            threshold=latency_seconds,
            evaluation_periods=5,  # a p99 jumps; five minutes are no accident (guess)
            missing_data=MissingData.GOOD,  # no requests, no latency
            unit="seconds",
        ),
        "none-healthy": _none_healthy(_APPLICATION, dimensions),
        "unhealthy": AlarmSpec(
            summary="Some tasks of the service stay unhealthy.",
            runbook="target-unhealthy",
            severity=Severity.TICKET,
            metrics={"unhealthy": metric("UnHealthyHostCount", "Maximum")},
            threshold=0,
            evaluation_periods=10,
            datapoints_to_alarm=8,  # a deployment may have some for a while
            missing_data=MissingData.GOOD,
            unit="tasks",
        ),
    }


def network_load_balancer_alarms(
    *, load_balancer: pulumi.Input[str], target_group: pulumi.Input[str]
) -> Mapping[str, AlarmSpec]:
    """The alarms of a network load balancer and its target group, by their ARN suffixes. It knows no status codes."""
    ports = Metric(
        namespace=_NETWORK,
        name="PortAllocationErrorCount",
        statistic="Sum",
        dimensions={"LoadBalancer": load_balancer},
    )
    return {
        "none-healthy": _none_healthy(_NETWORK, {"LoadBalancer": load_balancer, "TargetGroup": target_group}),
        "ports": _turned_away(
            "The load balancer runs out of ports to its tasks and turns connections away.", {"ports": ports}
        ),
    }


def _errors(*, summary: str, runbook: str, metrics: Mapping[str, Metric], rate: str, percent: float) -> AlarmSpec:
    return AlarmSpec(
        summary=summary,
        runbook=runbook,
        severity=Severity.PAGE,
        metrics=metrics,
        expression=rate,
        threshold=percent,
        evaluation_periods=2,  # the article's
        missing_data=MissingData.GOOD,  # no requests, no errors
        unit="percent",
    )


def _turned_away(summary: str, metrics: Mapping[str, Metric]) -> AlarmSpec:
    return AlarmSpec(
        summary=summary,
        runbook="load-balancer-rejected-connections",
        severity=Severity.PAGE,
        metrics=metrics,
        threshold=0,
        missing_data=MissingData.GOOD,  # sent only when it happens
        unit="connections",
    )


def _none_healthy(namespace: str, dimensions: Mapping[str, pulumi.Input[str]]) -> AlarmSpec:
    healthy = Metric(namespace=namespace, name="HealthyHostCount", statistic="Minimum", dimensions=dimensions)
    return AlarmSpec(
        summary="No task of the service is healthy.",
        runbook="target-none-healthy",
        severity=Severity.PAGE,
        metrics={"healthy": healthy},
        threshold=1,
        comparison=Comparison.BELOW,
        evaluation_periods=2,
        missing_data=MissingData.BAD,  # a group without any task sends nothing
        unit="tasks",
    )

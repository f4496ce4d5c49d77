"""The alarms of a service on Fargate: it cannot grow any more, or it is smaller than it should be.

Scaling holds CPU and memory at their targets, so a service well above them has run into its maximum.
"""

from collections.abc import Mapping

import pulumi

from components.observability.alarm import AlarmSpec, Comparison, Metric, MissingData, Severity


def service_alarms(
    *,
    cluster_name: pulumi.Input[str],
    service_name: pulumi.Input[str],
    min_tasks: int,
    cpu_percent: float = 85,
    memory_percent: float = 90,
    container_insights: bool = True,
) -> Mapping[str, AlarmSpec]:
    """The alarms of one service.

    Args:
        cluster_name: physical name of the cluster.
        service_name: physical name of the service.
        min_tasks: fewest tasks that scaling leaves; 0 for a worker that may have none, which is then not watched.
        cpu_percent: average CPU; half way from scaling's target of 70 to the end.
        memory_percent: average memory; half way from scaling's target of 80 to the end.
        container_insights: whether the cluster sends the number of tasks, as Container Insights does.
    """
    dimensions = {"ClusterName": cluster_name, "ServiceName": service_name}

    def saturation(what: str, metric: str, percent: float) -> AlarmSpec:
        return AlarmSpec(
            summary=f"The service uses nearly all of its {what}: it has its most tasks, or new ones do not come up.",
            runbook="service-saturated",
            severity=Severity.TICKET,
            metrics={
                what.lower(): Metric(namespace="AWS/ECS", name=metric, statistic="Average", dimensions=dimensions)
            },
            threshold=percent,
            evaluation_periods=10,  # longer than scaling needs: two data points, a cooldown, a start (guess)
            missing_data=MissingData.GOOD,  # no tasks, no use; the missing tasks have an alarm of their own
            unit="percent",
        )

    alarms = {
        "cpu": saturation("CPU", "CPUUtilization", cpu_percent),
        "memory": saturation("memory", "MemoryUtilization", memory_percent),
    }
    if not container_insights or min_tasks < 1:
        return alarms
    running = Metric(
        namespace="ECS/ContainerInsights", name="RunningTaskCount", statistic="Minimum", dimensions=dimensions
    )
    missing = AlarmSpec(
        summary="The service has fewer tasks than its minimum.",
        runbook="service-tasks-missing",
        severity=Severity.PAGE,
        metrics={"running": running},
        threshold=min_tasks,
        comparison=Comparison.BELOW,
        evaluation_periods=5,  # a task that failed has been replaced by then
        missing_data=MissingData.BAD,  # sent every minute, also when there are none
        unit="tasks",
    )
    return {**alarms, "tasks": missing}

"""The backlog for each running task, as target tracking and as an alarm want it described.

Both are metric math over two metrics that AWS sends anyway: what SQS says of the queue, and what Container Insights
says of the service. Everything here is a description; no resource is created.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws.cloudwatch import MetricAlarmMetricQueryArgs, MetricAlarmMetricQueryMetricArgs

from components import target_tracking

_WAITING, _TASKS = "waiting", "tasks"  # what the two metrics are called in the expressions
_STATISTIC = "Average"
_PERIOD_SECONDS = 60  # SQS and Container Insights both send once a minute


@dataclass(frozen=True, kw_only=True)
class _Measured:
    """One of the two metrics."""

    namespace: str
    name: str
    dimensions: Mapping[str, pulumi.Input[str]]


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """Whose backlog it is: physical names."""

    cluster_name: pulumi.Input[str]
    service_name: pulumi.Input[str]
    queue_name: pulumi.Input[str]

    def for_scaling(self) -> target_tracking.MadeMetric:
        """Messages that wait for each running task. Without any task the whole backlog counts as one task's: a division
        by zero would be no data."""
        return target_tracking.made_metric(
            "backlog",
            f"{_WAITING} / IF({_TASKS} > 0, {_TASKS}, 1)",
            "messages that wait for each task",
            [
                target_tracking.part(id_, metric.namespace, metric.name, _STATISTIC, metric.dimensions)
                for id_, metric in self._metrics().items()
            ],
        )

    def for_waking(self) -> Sequence[MetricAlarmMetricQueryArgs]:
        """1 when a message waits and no task runs; a service without tasks may send nothing, which counts as none."""
        result = MetricAlarmMetricQueryArgs(
            id="sleeping",
            expression=f"IF({_WAITING} > 0 AND FILL({_TASKS}, 0) < 1, 1, 0)",
            label="a message waits and nobody works",
            return_data=True,
        )
        return [*(_alarm_metric(id_, m) for id_, m in self._metrics().items()), result]

    def _metrics(self) -> Mapping[str, _Measured]:
        return {
            _WAITING: _Measured(
                namespace="AWS/SQS",
                name="ApproximateNumberOfMessagesVisible",
                dimensions={"QueueName": self.queue_name},
            ),
            _TASKS: _Measured(
                namespace="ECS/ContainerInsights",
                name="RunningTaskCount",
                dimensions={"ClusterName": self.cluster_name, "ServiceName": self.service_name},
            ),
        }


def _alarm_metric(id_: str, measured: _Measured) -> MetricAlarmMetricQueryArgs:
    metric = MetricAlarmMetricQueryMetricArgs(
        namespace=measured.namespace,
        metric_name=measured.name,
        dimensions=measured.dimensions,
        stat=_STATISTIC,
        period=_PERIOD_SECONDS,
    )
    return MetricAlarmMetricQueryArgs(id=id_, metric=metric)

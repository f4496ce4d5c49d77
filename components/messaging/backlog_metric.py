"""The backlog for each running task, as target tracking and as an alarm want it described.

Both are metric math over two metrics that AWS sends anyway: what SQS says of the queue, and what Container Insights
says of the service. The Application Auto Scaling user guide has the same example, under "Create a target tracking
scaling policy using metric math". Everything here is a description; no resource is created.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationArgs as Customized,
)
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricArgs as Metric,
)
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatArgs as Stat,
)
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricArgs as StatMetric,
)
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimensionArgs,
)
from pulumi_aws.cloudwatch import MetricAlarmMetricQueryArgs, MetricAlarmMetricQueryMetricArgs

Dim = PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimensionArgs

_WAITING, _TASKS = "waiting", "tasks"  # what the two metrics are called in the expressions
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

    def for_scaling(self) -> Customized:
        """Messages that wait for each running task. Without any task the whole backlog counts as one task's: a division
        by zero would be no data."""
        result = Metric(
            id="backlog",
            expression=f"{_WAITING} / IF({_TASKS} > 0, {_TASKS}, 1)",
            label="messages that wait for each task",
            return_data=True,
        )
        return Customized(metrics=[*(_scaling_metric(id_, m) for id_, m in self._metrics().items()), result])

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


def _scaling_metric(id_: str, measured: _Measured) -> Metric:
    metric = StatMetric(
        namespace=measured.namespace,
        metric_name=measured.name,
        dimensions=[Dim(name=name, value=value) for name, value in measured.dimensions.items()],
    )
    return Metric(id=id_, metric_stat=Stat(metric=metric, stat="Average"), return_data=False)


def _alarm_metric(id_: str, measured: _Measured) -> MetricAlarmMetricQueryArgs:
    metric = MetricAlarmMetricQueryMetricArgs(
        namespace=measured.namespace,
        metric_name=measured.name,
        dimensions=measured.dimensions,
        stat="Average",
        period=_PERIOD_SECONDS,
    )
    return MetricAlarmMetricQueryArgs(id=id_, metric=metric)

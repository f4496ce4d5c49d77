"""Requests per task and minute, the signal that follows load most closely, as target tracking wants it described.

For one target group AWS has a metric ready. When ECS moves traffic between two groups (aws-facts E15: the ready metric
"is not supported with blue/green"), or when requests come by several groups, the counts of all groups are added up: a
group that gets nothing counts 0, and every task is in each group that it serves. So do AWS's own samples for native
blue/green deployments (aws-samples/sample-amazon-ecs-blue-green-deployment-patterns, ecs-bluegreen-autoscaling).
Requests of testers to the coming release are counted as well: some tasks too many for the minutes of a test.
"""

from collections.abc import Sequence

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

Dim = PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimensionArgs

_TARGET_GROUP = "/targetgroup/"


def requests_of_all(labels: Sequence[pulumi.Input[str]]) -> Customized:
    """The requests per task and minute that reach the target groups of ``labels`` together."""
    ids = [f"group{number}" for number in range(len(labels))]
    counts = [_count(id_, pulumi.Output.from_input(label)) for id_, label in zip(ids, labels, strict=True)]
    total = Metric(id="requests", expression=" + ".join(ids), label="Requests per task", return_data=True)
    return Customized(metrics=[*counts, total])


def _count(id_: str, label: pulumi.Output[str]) -> Metric:
    dimensions = [
        Dim(name="LoadBalancer", value=label.apply(load_balancer)),
        Dim(name="TargetGroup", value=label.apply(target_group)),
    ]
    metric = StatMetric(namespace="AWS/ApplicationELB", metric_name="RequestCountPerTarget", dimensions=dimensions)
    return Metric(id=id_, metric_stat=Stat(metric=metric, stat="Sum"), return_data=False)


def load_balancer(label: str) -> str:
    """The load balancer's part of a label: ``app/main/50dc6c495c0c9188``."""
    return label.partition(_TARGET_GROUP)[0]


def target_group(label: str) -> str:
    """The target group's part of a label: ``targetgroup/api/943f017f100becff``."""
    return (_TARGET_GROUP + label.partition(_TARGET_GROUP)[2]).removeprefix("/")

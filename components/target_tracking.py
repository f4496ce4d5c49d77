"""Target tracking: a number of something follows a metric, by Application Auto Scaling.

What scales is each tier's own: it makes the scalable target, and has the metric held here. A metric that AWS does not
have ready is made by metric math of such as it sends; the Application Auto Scaling user guide has an example, under
"Create a target tracking scaling policy using metric math".
"""

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws
from pulumi_aws.appautoscaling import PolicyTargetTrackingScalingPolicyConfigurationArgs as Configuration
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationArgs as MadeMetric,
)
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricArgs as Part,
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
from pulumi_aws.appautoscaling import (
    PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs as ReadyMetric,
)

__all__ = ["Configuration", "MadeMetric", "Part", "ReadyMetric", "follow", "made_metric", "part"]

Dim = PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimensionArgs


def follow(name: str, target: aws.appautoscaling.Target, configuration: Configuration, parent: pulumi.Resource) -> None:
    """Hold the metric of ``configuration`` at its value by the number that ``target`` scales."""
    aws.appautoscaling.Policy(
        name,
        policy_type="TargetTrackingScaling",
        service_namespace=target.service_namespace,
        scalable_dimension=target.scalable_dimension,
        resource_id=target.resource_id,
        target_tracking_scaling_policy_configuration=configuration,
        opts=pulumi.ResourceOptions(parent=parent),
    )


def part(id_: str, namespace: str, name: str, statistic: str, dimensions: Mapping[str, pulumi.Input[str]]) -> Part:
    """A metric as AWS sends it, for the expression of a made one."""
    metric = StatMetric(
        namespace=namespace,
        metric_name=name,
        dimensions=[Dim(name=name, value=value) for name, value in dimensions.items()],
    )
    return Part(id=id_, metric_stat=Stat(metric=metric, stat=statistic), return_data=False)


def made_metric(id_: str, expression: str, label: str, parts: Sequence[Part]) -> MadeMetric:
    """The metric that ``expression`` makes of ``parts``, by their ids."""
    return MadeMetric(metrics=[*parts, Part(id=id_, expression=expression, label=label, return_data=True)])

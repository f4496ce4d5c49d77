"""Programs that keep and break SERVICE-035, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

CPU, MEMORY = "ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization"


def _service(opts: pulumi.ResourceOptions | None = None) -> aws.ecs.Service:
    return aws.ecs.Service("web", name="web", cluster="main", desired_count=2, opts=opts)


def _policy(
    name: str,
    resource_id: pulumi.Input[str],
    metric: str | None = None,
    custom: str | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    ready = aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs(
        predefined_metric_type=metric or ""
    )
    made = aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationArgs(
        namespace="Shop", metric_name=custom, statistic="Average"
    )
    aws.appautoscaling.Policy(
        name,
        policy_type="TargetTrackingScaling",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        target_tracking_scaling_policy_configuration=aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgs(
            target_value=70,
            predefined_metric_specification=ready if metric else None,
            customized_metric_specification=made if custom else None,
        ),
        opts=opts,
    )


def good_different() -> None:
    """CPU, memory, and the length of a queue."""
    resource_id = pulumi.Output.concat("service/main/", _service().name)
    _policy("cpu", resource_id, CPU)
    _policy("memory", resource_id, MEMORY)
    _policy("backlog", resource_id, custom="Backlog")


def good_two_services() -> None:
    """The same metric of two services is two metrics."""
    _service()
    aws.ecs.Service("admin", name="admin", cluster="main", desired_count=2)
    _policy("web", "service/main/web", CPU)
    _policy("admin", "service/main/admin", CPU)


def bad_cpu_twice() -> None:
    """Scaling policy `cpu` and scaling policy `cpu-night` scale service `web` by the same metric."""
    resource_id = pulumi.Output.concat("service/main/", _service().name)
    _policy("cpu", resource_id, CPU)
    _policy("cpu-night", resource_id, CPU)


def bad_customized_by_literal() -> None:
    """Scaling policy `backlog` and scaling policy `queue` scale service `web` by the same metric."""
    _service()
    _policy("backlog", "service/main/web", custom="Backlog")
    _policy("queue", "service/main/web", custom="Backlog")


def bad_inside_component() -> None:
    """Scaling policy `one` and scaling policy `two` scale service `web` by the same metric."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    resource_id = _service(inside).id.apply(lambda arn: arn.split(":")[-1])
    _policy("one", resource_id, MEMORY, opts=inside)
    _policy("two", resource_id, MEMORY, opts=inside)

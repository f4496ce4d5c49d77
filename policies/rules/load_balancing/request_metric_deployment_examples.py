"""Programs that keep and break BALANCER-012, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _service(
    controller: str | None = None, strategy: str | None = None, opts: pulumi.ResourceOptions | None = None
) -> aws.ecs.Service:
    return aws.ecs.Service(
        "web",
        name="web",
        cluster="main",
        deployment_controller=aws.ecs.ServiceDeploymentControllerArgs(type=controller) if controller else None,
        deployment_configuration=aws.ecs.ServiceDeploymentConfigurationArgs(strategy=strategy) if strategy else None,
        opts=opts,
    )


def _policy(resource_id: pulumi.Input[str], metric: str, opts: pulumi.ResourceOptions | None = None) -> None:
    ready = aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs(
        predefined_metric_type=metric,
        resource_label="app/web/1/targetgroup/web/2" if metric == "ALBRequestCountPerTarget" else None,
    )
    aws.appautoscaling.Policy(
        "web",
        policy_type="TargetTrackingScaling",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        target_tracking_scaling_policy_configuration=aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgs(
            target_value=1000, predefined_metric_specification=ready
        ),
        opts=opts,
    )


def good_cpu() -> None:
    """The CPU of all tasks is the same metric before and after."""
    _policy(pulumi.Output.concat("service/main/", _service("CODE_DEPLOY").name), "ECSServiceAverageCPUUtilization")


def good_unscaled() -> None:
    """A rolling deployment, a service that is not scaled."""
    _service(strategy="BLUE_GREEN")


def bad_code_deploy() -> None:
    """Service `web` is deployed blue/green and scales on ALBRequestCountPerTarget, which knows one of its two target
    groups only."""
    _policy(pulumi.Output.concat("service/main/", _service("CODE_DEPLOY").name), "ALBRequestCountPerTarget")


def bad_native_by_literal() -> None:
    """Service `web` is deployed blue/green and scales on ALBRequestCountPerTarget, which knows one of its two target
    groups only."""
    _service(strategy="BLUE_GREEN")
    _policy("service/main/web", "ALBRequestCountPerTarget")


def bad_canary_inside_component() -> None:
    """Service `web` is deployed blue/green and scales on ALBRequestCountPerTarget, which knows one of its two target
    groups only."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    service = _service(strategy="CANARY", opts=inside)
    _policy(service.id.apply(lambda arn: arn.split(":")[-1]), "ALBRequestCountPerTarget", inside)

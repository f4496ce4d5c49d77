"""Programs that keep and break BALANCER-011, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

SCALED = "service/main/web"


def _behind(name: str, opts: pulumi.ResourceOptions | None = None) -> tuple[aws.lb.LoadBalancer, aws.lb.TargetGroup]:
    balancer = aws.lb.LoadBalancer(name, name=name, subnets=["subnet-1", "subnet-2"], opts=opts)
    group = aws.lb.TargetGroup(name, name=name, port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1", opts=opts)
    forward = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=group.arn)
    aws.lb.Listener(name, load_balancer_arn=balancer.arn, port=80, default_actions=[forward], opts=opts)
    return balancer, group


def _service(group: aws.lb.TargetGroup, opts: pulumi.ResourceOptions | None = None) -> aws.ecs.Service:
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group.arn, container_name="app", container_port=80)
    return aws.ecs.Service("web", name="web", cluster="main", load_balancers=[attached], opts=opts)


def _policy(
    resource_id: pulumi.Input[str],
    label: pulumi.Input[str] | None,
    opts: pulumi.ResourceOptions | None = None,
    metric: str = "ALBRequestCountPerTarget",
) -> None:
    ready = aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs(
        predefined_metric_type=metric, resource_label=label
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


def _label(balancer: aws.lb.LoadBalancer, group: aws.lb.TargetGroup) -> pulumi.Output[str]:
    return pulumi.Output.concat(balancer.arn_suffix, "/", group.arn_suffix)


def good_own_suffixes() -> None:
    """The label is built from what the service is behind."""
    balancer, group = _behind("web")
    _service(group)
    _policy(SCALED, _label(balancer, group))


def good_literal() -> None:
    """The label is written out."""
    _, group = _behind("web")
    _service(group)
    _policy(SCALED, "app/web/50dc6c495c0c9188/targetgroup/web/943f017f100becff")


def good_other_metric() -> None:
    """A policy on something else needs no label."""
    _service(_behind("web")[1])
    _policy(SCALED, None, metric="ECSServiceAverageCPUUtilization")


def bad_no_label() -> None:
    """Scaling policy `web` counts requests per target without saying of which (resourceLabel)."""
    _service(_behind("web")[1])
    _policy(SCALED, None)


def bad_arn_as_label() -> None:
    """Scaling policy `web` has a resourceLabel that is not app/NAME/ID/targetgroup/NAME/ID."""
    _service(_behind("web")[1])
    _policy(SCALED, "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff")


def bad_other_target_group() -> None:
    """Scaling policy `web` counts the requests of another load balancer or target group than service `web` is
    behind."""
    _service(_behind("web")[1])
    _policy(SCALED, _label(*_behind("admin")))


def bad_other_load_balancer() -> None:
    """Scaling policy `web` counts the requests of another load balancer or target group than service `web` is
    behind."""
    _, group = _behind("web")
    balancer, _ = _behind("admin")
    service = _service(group)
    _policy(pulumi.Output.concat("service/main/", service.name), _label(balancer, group))


def bad_other_by_literal() -> None:
    """Scaling policy `web` counts the requests of another load balancer or target group than service `web` is
    behind."""
    _service(_behind("web")[1])
    _policy(SCALED, "app/admin/50dc6c495c0c9188/targetgroup/admin/943f017f100becff")


def bad_inside_component() -> None:
    """Scaling policy `web` counts the requests of another load balancer or target group than service `web` is
    behind."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    service = _service(_behind("web", inside)[1], inside)
    _policy(service.id.apply(lambda arn: arn.split(":")[-1]), _label(*_behind("admin", inside)), inside)


def unknown_service_of_another_stack() -> None:
    """Its metric, and the service that it scales"""
    _policy("service/main/another", "app/web/50dc6c495c0c9188/targetgroup/web/943f017f100becff")

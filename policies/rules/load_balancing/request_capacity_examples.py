"""Programs that keep and break BALANCER-013, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

TRAFFIC = {"originRequestsPerSecond": 1000}
SCALED = "service/main/web"


def _service(opts: pulumi.ResourceOptions | None = None) -> aws.ecs.Service:
    balancer = aws.lb.LoadBalancer("web", name="web", subnets=["subnet-1", "subnet-2"], opts=opts)
    group = aws.lb.TargetGroup("web", name="web", port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1", opts=opts)
    forward = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=group.arn)
    aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=80, default_actions=[forward], opts=opts)
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group.arn, container_name="app", container_port=80)
    return aws.ecs.Service("web", name="web", cluster="main", load_balancers=[attached], opts=opts)


def _scaled(
    resource_id: pulumi.Input[str], most: int, opts: pulumi.ResourceOptions | None = None, *, name: str = "web"
) -> str:
    aws.appautoscaling.Target(
        name,
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        min_capacity=2,
        max_capacity=most,
        opts=opts,
    )
    return "ECSServiceAverageCPUUtilization"


def _policy(
    resource_id: pulumi.Input[str],
    metric: str,
    value: int,
    opts: pulumi.ResourceOptions | None = None,
    *,
    name: str = "",
) -> None:
    ready = aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs(
        predefined_metric_type=metric,
        resource_label=f"app/web/1/targetgroup/{name or 'web'}/2" if metric == "ALBRequestCountPerTarget" else None,
    )
    aws.appautoscaling.Policy(
        f"{name}{metric}",
        policy_type="TargetTrackingScaling",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        target_tracking_scaling_policy_configuration=aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgs(
            target_value=value, predefined_metric_specification=ready
        ),
        opts=opts,
    )


def good_enough() -> None:
    """60 tasks at 1,000 requests a minute are 1,000 a second."""
    resource_id = pulumi.Output.concat("service/main/", _service().name)
    _policy(resource_id, _scaled(resource_id, 60), 70)
    _policy(resource_id, "ALBRequestCountPerTarget", 1000)


def _two_services(most: int) -> None:
    # The rest goes to `web`, /api to `api`; the graph does not hold how many requests that are.
    balancer = aws.lb.LoadBalancer("web", name="web", subnets=["subnet-1", "subnet-2"])
    groups = {
        name: aws.lb.TargetGroup(name, name=name, port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1")
        for name in ("web", "api")
    }
    rest = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=groups["web"].arn)
    listener = aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=80, default_actions=[rest])
    aws.lb.ListenerRule(
        "api",
        listener_arn=listener.arn,
        conditions=[{"path_pattern": {"values": ["/api/*"]}}],
        actions=[{"type": "forward", "target_group_arn": groups["api"].arn}],
    )
    for name, group in groups.items():
        attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group.arn, container_name="app", container_port=80)
        aws.ecs.Service(name, name=name, cluster="main", load_balancers=[attached])
        resource_id = f"service/main/{name}"
        _scaled(resource_id, most, name=name)
        _policy(resource_id, "ALBRequestCountPerTarget", 1000, name=name)


def good_two_services_together() -> None:
    """Two services of 30 tasks at 1,000 requests a minute stand 500 a second each."""
    _two_services(30)


def bad_two_services_together() -> None:
    """The services behind load balancer `web` can be scaled to 667 of 1000 requests per second (maxCapacity x target
    value / 60)."""
    _two_services(20)


def bad_per_second() -> None:
    """The services behind load balancer `web` can be scaled to 833 of 1000 requests per second (maxCapacity x target
    value / 60)."""
    resource_id = pulumi.Output.concat("service/main/", _service().name)
    _policy(resource_id, _scaled(resource_id, 50), 70)
    _policy(resource_id, "ALBRequestCountPerTarget", 1000)


def bad_by_literal() -> None:
    """The services behind load balancer `web` can be scaled to 33 of 1000 requests per second (maxCapacity x target
    value / 60)."""
    _service()
    _scaled(SCALED, 20)
    _policy(SCALED, "ALBRequestCountPerTarget", 100)


def bad_inside_component() -> None:
    """The services behind load balancer `web` can be scaled to 833 of 1000 requests per second (maxCapacity x target
    value / 60)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    resource_id = _service(inside).id.apply(lambda arn: arn.split(":")[-1])
    _scaled(resource_id, 50, inside)
    _policy(resource_id, "ALBRequestCountPerTarget", 1000, inside)


def unknown_undeclared() -> None:
    """The traffic: declare originRequestsPerSecond in SETTINGS.traffic of the policy configuration"""
    _service()
    _scaled(SCALED, 50)
    _policy(SCALED, "ALBRequestCountPerTarget", 1000)


def unknown_without_a_policy_on_requests() -> None:
    """How many requests each service behind it can be scaled to"""
    _service()
    _policy(SCALED, _scaled(SCALED, 50), 70)

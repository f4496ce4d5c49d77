"""Programs that keep and break BALANCER-014, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _group(
    threshold: int | None, interval: int | None, opts: pulumi.ResourceOptions | None = None
) -> aws.lb.TargetGroup:
    check = aws.lb.TargetGroupHealthCheckArgs(path="/health", healthy_threshold=threshold, interval=interval)
    return aws.lb.TargetGroup(
        "web", name="web", port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1", health_check=check, opts=opts
    )


def _service(group_arn: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> aws.ecs.Service:
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group_arn, container_name="app", container_port=80)
    return aws.ecs.Service("web", name="web", cluster="main", load_balancers=[attached], opts=opts)


def _scaled(resource_id: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        min_capacity=2,
        max_capacity=50,
        opts=opts,
    )


def good_soon() -> None:
    """Two checks, 15 s apart."""
    _scaled(pulumi.Output.concat("service/main/", _service(_group(2, 15).arn).name))


def good_unscaled() -> None:
    """Nobody waits for new targets of a service that does not grow; nor of one that does, in time."""
    _service(_group(10, 30).arn)
    aws.lb.TargetGroup("other", port=80, protocol="HTTP", vpc_id="vpc-1")


def bad_default() -> None:
    """Target group `web` takes a new target in after 90 s of health checks, more than 60 s, while the service
    behind it scales."""
    _scaled(pulumi.Output.concat("service/main/", _service(_group(None, None).arn).name))


def bad_threshold_by_literals() -> None:
    """Target group `web` takes a new target in after 150 s of health checks, more than 60 s, while the service
    behind it scales."""
    _group(5, 30)
    _service("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff")
    _scaled("service/main/web")


def bad_inside_component() -> None:
    """Target group `web` takes a new target in after 120 s of health checks, more than 60 s, while the service
    behind it scales."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    service = _service(_group(2, 60, inside).arn, inside)
    _scaled(service.id.apply(lambda arn: arn.split(":")[-1]), inside)

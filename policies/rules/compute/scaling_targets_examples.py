"""Programs that keep and break SERVICE-036, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff"


def _service(*, behind: bool = True, opts: pulumi.ResourceOptions | None = None) -> aws.ecs.Service:
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=GROUP, container_name="app", container_port=80)
    return aws.ecs.Service("web", name="web", cluster="main", load_balancers=[attached] if behind else [], opts=opts)


def _scaled(resource_id: pulumi.Input[str], most: int, opts: pulumi.ResourceOptions | None = None) -> None:
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        min_capacity=2,
        max_capacity=most,
        opts=opts,
    )


def good_few() -> None:
    """50 tasks."""
    _scaled(pulumi.Output.concat("service/main/", _service().name), 50)


def good_worker() -> None:
    """Tasks that take messages register nowhere."""
    _scaled(pulumi.Output.concat("service/main/", _service(behind=False).name), 2000)


def bad_many() -> None:
    """Service `web` may be scaled out to 2000 tasks, a target group takes 1000."""
    _scaled(pulumi.Output.concat("service/main/", _service().name), 2000)


def bad_by_literal() -> None:
    """Service `web` may be scaled out to 1001 tasks, a target group takes 1000."""
    _service()
    _scaled("service/main/web", 1001)


def bad_inside_component() -> None:
    """Service `web` may be scaled out to 5000 tasks, a target group takes 1000."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _scaled(_service(opts=inside).id.apply(lambda arn: arn.split(":")[-1]), 5000, inside)

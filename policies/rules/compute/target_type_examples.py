"""Programs that keep and break SERVICE-002, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"
RULE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/main/0123456789abcdef/01234567/89abcdef"
ROLE = "arn:aws:iam::123456789012:role/traffic"


def _group(target_type: str | None, *, name: str | None = None, old: bool = False) -> pulumi.Output[str]:
    made = aws.alb.TargetGroup if old else aws.lb.TargetGroup
    group = made("web", name=name, port=8080, protocol="HTTP", vpc_id="vpc-0123456789abcdef0", target_type=target_type)
    return group.arn


def _service(
    group_arn: pulumi.Input[str],
    mode: str = "awsvpc",
    kinds: list[str] | None = None,
    alternate: pulumi.Input[str] | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    task = aws.ecs.TaskDefinition(
        "web",
        family="web",
        network_mode=mode,
        requires_compatibilities=kinds,
        cpu="256",
        memory="512",
        container_definitions='[{"name": "app", "image": "app:1", "portMappings": [{"containerPort": 8080}]}]',
    )
    moving = aws.ecs.ServiceLoadBalancerAdvancedConfigurationArgs(
        alternate_target_group_arn=alternate or "", production_listener_rule=RULE, role_arn=ROLE
    )
    aws.ecs.Service(
        "web",
        cluster="main",
        task_definition=task.arn,
        desired_count=2,
        network_configuration={"subnets": ["subnet-1", "subnet-2"]} if mode == "awsvpc" else None,
        load_balancers=[
            aws.ecs.ServiceLoadBalancerArgs(
                target_group_arn=group_arn,
                container_name="app",
                container_port=8080,
                advanced_configuration=moving if alternate else None,
            )
        ],
        opts=opts,
    )


def good_addresses() -> None:
    """Tasks with their own addresses, in a group of addresses."""
    _service(_group("ip"))


def good_instances_in_bridge_mode() -> None:
    """In bridge mode a task is reached over its instance."""
    _service(_group(None), mode="bridge")


def bad_default_type() -> None:
    """Target group `web` does not register IP addresses (targetType), but each task of service `web` has its own."""
    _service(_group(None))


def bad_on_fargate() -> None:
    """Target group `web` does not register IP addresses (targetType), but each task of service `web` has its own."""
    _service(_group("instance"), kinds=["FARGATE"])


def bad_old_token() -> None:
    """Target group `web` does not register IP addresses (targetType), but each task of service `web` has its own."""
    _service(_group("instance", old=True))


def bad_by_literal_arn() -> None:
    """Target group `web` does not register IP addresses (targetType), but each task of service `web` has its own."""
    _group("instance", name="web")
    _service(GROUP)


def bad_inside_component() -> None:
    """Target group `web` does not register IP addresses (targetType), but each task of service `web` has its own."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _service(_group("instance"), opts=pulumi.ResourceOptions(parent=component))


def bad_alternate_group() -> None:
    """Target group `web` does not register IP addresses (targetType), but each task of service `web` has its own."""
    blue = aws.lb.TargetGroup("blue", port=8080, protocol="HTTP", vpc_id="vpc-0123456789abcdef0", target_type="ip")
    _service(blue.arn, alternate=_group("instance"))


def unknown_group_outside() -> None:
    """A target group of it, which is outside the stack"""
    _service(GROUP)

"""Programs that keep and break SERVICE-001, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _service(
    desired_count: int | None, *, name: str | None = None, opts: pulumi.ResourceOptions | None = None
) -> aws.ecs.Service:
    task = aws.ecs.TaskDefinition("web", family="web", container_definitions="[]")
    cluster = aws.ecs.Cluster("main", name="main")
    return aws.ecs.Service(
        "web", name=name, cluster=cluster.arn, task_definition=task.arn, desired_count=desired_count, opts=opts
    )


def _scaled(resource_id: pulumi.Input[str], minimum: int) -> None:
    aws.appautoscaling.Target(
        "web",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        min_capacity=minimum,
        max_capacity=50,
    )


def good_desired_count() -> None:
    """Two tasks, not scaled."""
    _service(desired_count=2)


def good_scaled() -> None:
    """The scaling target never goes below two tasks; the count of the service is only where it starts."""
    service = _service(desired_count=1)
    _scaled(pulumi.Output.concat("service/main/", service.name), minimum=2)


def good_daemon() -> None:
    """One task an instance, whatever their number."""
    task = aws.ecs.TaskDefinition("agent", family="agent", container_definitions="[]")
    aws.ecs.Service("agent", cluster="main", task_definition=task.arn, scheduling_strategy="DAEMON")


def _behind(port: int) -> None:
    container = {"name": "store", "image": "redis:8", "memory": 512, "portMappings": [{"containerPort": port}]}
    task = aws.ecs.TaskDefinition("store", family="store", container_definitions=json.dumps([container]))
    group = aws.lb.TargetGroup("store", port=port, protocol="TCP", target_type="instance", vpc_id="vpc-1")
    balancer = aws.lb.LoadBalancer("store", load_balancer_type="network", subnets=["subnet-1", "subnet-2"])
    forward = aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=group.arn)
    listener = aws.lb.Listener(
        "store", load_balancer_arn=balancer.arn, port=port, protocol="TCP", default_actions=[forward]
    )
    attached = aws.ecs.ServiceLoadBalancerArgs(target_group_arn=group.arn, container_name="store", container_port=port)
    aws.ecs.Service(
        "store",
        cluster="main",
        task_definition=task.arn,
        desired_count=1,
        load_balancers=[attached],
        opts=pulumi.ResourceOptions(depends_on=[listener]),
    )


def good_store() -> None:
    """A Redis server: a second one would hold another part of the data."""
    _behind(6379)


def bad_behind_a_balancer() -> None:
    """Service `store` keeps 1 of 2 tasks (desiredCount), and nothing scales it."""
    _behind(8080)


def good_table_of_the_same_name() -> None:
    """A scaling target of a table says nothing about a service."""
    _service(desired_count=2, name="orders")
    aws.appautoscaling.Target(
        "orders",
        service_namespace="dynamodb",
        scalable_dimension="dynamodb:table:ReadCapacityUnits",
        resource_id="table/orders",
        min_capacity=1,
        max_capacity=10,
    )


def bad_one_task() -> None:
    """Service `web` keeps 1 of 2 tasks (desiredCount), and nothing scales it."""
    _service(desired_count=1)


def bad_default_count() -> None:
    """Service `web` keeps 0 of 2 tasks (desiredCount), and nothing scales it."""
    _service(desired_count=None)


def bad_scaled_by_names() -> None:
    """Service `web` may be scaled in to 1 of 2 tasks by scaling target `web`."""
    service = _service(desired_count=2)
    _scaled(pulumi.Output.concat("service/main/", service.name), minimum=1)


def bad_scaled_by_literal() -> None:
    """Service `web` may be scaled in to 1 of 2 tasks by scaling target `web`."""
    _service(desired_count=2, name="web")
    _scaled("service/main/web", minimum=1)


def bad_scaled_by_id() -> None:
    """Service `web` may be scaled in to 1 of 2 tasks by scaling target `web`."""
    service = _service(desired_count=2)
    _scaled(service.id.apply(lambda arn: arn.split(":")[-1]), minimum=1)


def bad_scaled_inside_component() -> None:
    """Service `web` may be scaled in to 1 of 2 tasks by scaling target `web`."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    service = _service(desired_count=2, opts=pulumi.ResourceOptions(parent=component))
    _scaled(pulumi.Output.concat("service/main/", service.name), minimum=1)


def bad_other_cluster_is_scaled() -> None:
    """Service `web` keeps 1 of 2 tasks (desiredCount), and nothing scales it."""
    _service(desired_count=1, name="web")
    _scaled("service/another-cluster/web", minimum=2)


def unknown_count_set_elsewhere() -> None:
    """Whether it is scaled, and its scheduling strategy"""
    _service(desired_count=1, opts=pulumi.ResourceOptions(ignore_changes=["desiredCount"]))

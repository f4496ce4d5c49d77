"""Programs that keep and break QUEUE-016, in the spellings of users. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

WAITING = {"namespace": "AWS/SQS", "metric_name": "ApproximateNumberOfMessagesVisible"}


def _service(opts: pulumi.ResourceOptions | None = None, *, by_name: bool = False) -> aws.ecs.Service:
    dead = "arn:aws:sqs:us-east-1:123456789012:dead"
    redrive = json.dumps({"deadLetterTargetArn": dead, "maxReceiveCount": 5})
    queue = aws.sqs.Queue("mails", name="mails", visibility_timeout_seconds=120, redrive_policy=redrive)
    facts: dict[str, pulumi.Input[str]] = {
        "FLOODGATE_MAX_RUNTIME_SECONDS": "60",
        "FLOODGATE_CONSUMES_QUEUE": queue.name,
    }
    containers = json.dumps([{"name": "worker", "image": "worker@sha256:0", "memory": 512, "stopTimeout": 60}])
    task = aws.ecs.TaskDefinition("worker", family="worker", container_definitions=containers, tags=facts)
    definition = task.family if by_name else task.arn
    return aws.ecs.Service(
        "worker", name="worker", cluster="main", task_definition=definition, desired_count=2, opts=opts
    )


def _tracking(resource_id: pulumi.Input[str], configuration: Any) -> aws.appautoscaling.Policy:
    return aws.appautoscaling.Policy(
        "worker",
        policy_type="TargetTrackingScaling" if configuration else "StepScaling",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=resource_id,
        target_tracking_scaling_policy_configuration=configuration,
    )


def _by_cpu(resource_id: pulumi.Input[str]) -> None:
    cpu = {"predefined_metric_type": "ECSServiceAverageCPUUtilization"}
    _tracking(resource_id, {"target_value": 60, "predefined_metric_specification": cpu})


def good_backlog() -> None:
    """Target tracking on the queue."""
    service = _service()
    metric = {**WAITING, "statistic": "Average", "dimensions": [{"name": "QueueName", "value": "mails"}]}
    configuration = {"target_value": 100, "customized_metric_specification": metric}
    _tracking(pulumi.Output.concat("service/main/", service.name), configuration)


def good_backlog_for_each_task() -> None:
    """The same with metric math."""
    service = _service()
    running = {"namespace": "ECS/ContainerInsights", "metric_name": "RunningTaskCount"}
    metrics = [
        {"id": "waiting", "metric_stat": {"stat": "Average", "metric": WAITING}, "return_data": False},
        {"id": "tasks", "metric_stat": {"stat": "Average", "metric": running}, "return_data": False},
        {"id": "backlog", "expression": "waiting / tasks", "return_data": True},
    ]
    configuration = {"target_value": 100, "customized_metric_specification": {"metrics": metrics}}
    _tracking(pulumi.Output.concat("service/main/", service.name), configuration)


def good_steps_by_an_alarm() -> None:
    """An alarm on the queue calls a policy of steps."""
    policy = _tracking(pulumi.Output.concat("service/main/", _service().name), None)
    aws.cloudwatch.MetricAlarm(
        "waiting",
        namespace="AWS/SQS",
        metric_name="ApproximateNumberOfMessagesVisible",
        statistic="Sum",
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=1,
        threshold=100,
        period=60,
        dimensions={"QueueName": "mails"},
        alarm_actions=[policy.arn],
    )


def good_not_scaled() -> None:
    """A fixed number of tasks follows no metric at all."""
    _service()


def bad_by_cpu() -> None:
    """Service `worker` works off a queue, but no scaling policy of it looks at the messages that wait."""
    _by_cpu(pulumi.Output.concat("service/main/", _service().name))


def bad_by_literal_resource_id() -> None:
    """Service `worker` works off a queue, but no scaling policy of it looks at the messages that wait."""
    _service()
    _by_cpu("service/main/worker")


def bad_by_scaling_target() -> None:
    """Service `worker` works off a queue, but no scaling policy of it looks at the messages that wait."""
    target = aws.appautoscaling.Target(
        "worker",
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=pulumi.Output.concat("service/main/", _service(by_name=True).name),
        min_capacity=2,
        max_capacity=20,
    )
    _by_cpu(target.resource_id)


def bad_inside_component() -> None:
    """Service `worker` works off a queue, but no scaling policy of it looks at the messages that wait."""
    component = pulumi.ComponentResource("shop:index:Mails", "shop")
    _by_cpu(pulumi.Output.concat("service/main/", _service(pulumi.ResourceOptions(parent=component)).name))


def unknown_metric_of_its_own() -> None:
    """Its scaling policies and the metrics that they follow"""
    metric = {"namespace": "Shop", "metric_name": "Backlog", "statistic": "Average"}
    configuration = {"target_value": 100, "customized_metric_specification": metric}
    _tracking(pulumi.Output.concat("service/main/", _service().name), configuration)

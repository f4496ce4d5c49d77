"""Programs that keep and break QUEUE-001, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

ACCOUNT = "arn:aws:sqs:us-east-1:123456789012"


def _queue(name: str, visibility: int | None, fifo: bool = False) -> aws.sqs.Queue:
    dead = aws.sqs.Queue(f"{name}-dead", fifo_queue=fifo or None)
    redrive = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
    return aws.sqs.Queue(
        name,
        name=f"{name}.fifo" if fifo else name,
        fifo_queue=fifo or None,
        visibility_timeout_seconds=visibility,
        redrive_policy=redrive,
    )


def _function(name: str, timeout: int | None) -> aws.lambda_.Function:
    role = "arn:aws:iam::123456789012:role/handler"
    return aws.lambda_.Function(
        name, name=name, role=role, package_type="Image", image_uri="registry/handler@sha256:0", timeout=timeout
    )


def _task(environment: dict[str, pulumi.Input[str]], tags: dict[str, pulumi.Input[str]]) -> aws.ecs.TaskDefinition:
    variables = [{"name": name, "value": value} for name, value in environment.items()]
    containers = pulumi.Output.json_dumps([{"name": "worker", "image": "worker", "environment": variables}])
    return aws.ecs.TaskDefinition("worker", family="worker", container_definitions=containers, tags=tags)


def good_six_times_the_timeout() -> None:
    """180 s are 6 x 30 s."""
    queue, function = _queue("orders", visibility=180), _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def good_defaults() -> None:
    """The defaults fit: 30 s are more than 6 x 3 s."""
    queue, function = _queue("orders", visibility=None), _function("handler", timeout=None)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.name)


def good_with_batching_window() -> None:
    """240 s are 6 x 30 s and a window of 60 s."""
    queue, function = _queue("orders", visibility=240), _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping(
        "orders", event_source_arn=queue.arn, function_name=function.arn, maximum_batching_window_in_seconds=60
    )


def good_other_event_source() -> None:
    """A stream has no visibility timeout."""
    stream, function = aws.kinesis.Stream("clicks", shard_count=1), _function("handler", timeout=900)
    aws.lambda_.EventSourceMapping(
        "clicks", event_source_arn=stream.arn, function_name=function.arn, starting_position="LATEST"
    )


def good_worker() -> None:
    """A worker that needs at most 90 s for a message that is hidden for 120 s."""
    queue = _queue("mails", visibility=120)
    _task({}, tags={"FLOODGATE_MAX_RUNTIME_SECONDS": "90", "FLOODGATE_CONSUMES_QUEUE": queue.name})


def good_container_without_queue() -> None:
    """A task that declares no runtime is no worker."""
    _queue("mails", visibility=10)
    _task({"LOG_LEVEL": "info"}, tags={})


def bad_by_arn() -> None:
    """Queue `orders` hides a message for 60 s, but function `handler` needs 180 s: 6 x its timeout of 30 s +
    a batching window of 0 s."""
    queue, function = _queue("orders", visibility=60), _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def bad_by_name() -> None:
    """Queue `orders` hides a message for 60 s, but function `handler` needs 180 s: 6 x its timeout of 30 s +
    a batching window of 0 s."""
    queue, function = _queue("orders", visibility=60), _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.name)


def bad_by_literal_arns() -> None:
    """Queue `orders` hides a message for 60 s, but function `handler` needs 180 s: 6 x its timeout of 30 s +
    a batching window of 0 s."""
    _queue("orders", visibility=60)
    _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping(
        "orders",
        event_source_arn=f"{ACCOUNT}:orders",
        function_name="arn:aws:lambda:us-east-1:123456789012:function:handler",
    )


def bad_by_alias() -> None:
    """Queue `orders` hides a message for 60 s, but function `handler` needs 180 s: 6 x its timeout of 30 s +
    a batching window of 0 s."""
    queue, function = _queue("orders", visibility=60), _function("handler", timeout=30)
    live = aws.lambda_.Alias("live", name="live", function_name=function.name, function_version="1")
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=live.arn)


def bad_by_literal_alias() -> None:
    """Queue `orders` hides a message for 60 s, but function `handler` needs 180 s: 6 x its timeout of 30 s +
    a batching window of 0 s."""
    queue = _queue("orders", visibility=60)
    _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name="handler:live")


def bad_fifo() -> None:
    """Queue `orders` hides a message for 119 s, but function `handler` needs 120 s: 6 x its timeout of 20 s +
    a batching window of 0 s."""
    queue, function = _queue("orders", visibility=119, fifo=True), _function("handler", timeout=20)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def bad_default_visibility() -> None:
    """Queue `orders` hides a message for 30 s, but function `handler` needs 60 s: 6 x its timeout of 10 s +
    a batching window of 0 s."""
    queue, function = _queue("orders", visibility=None), _function("handler", timeout=10)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def bad_default_timeout() -> None:
    """Queue `orders` hides a message for 10 s, but function `handler` needs 18 s: 6 x its timeout of 3 s +
    a batching window of 0 s."""
    queue, function = _queue("orders", visibility=10), _function("handler", timeout=None)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def bad_batching_window() -> None:
    """Queue `orders` hides a message for 180 s, but function `handler` needs 240 s: 6 x its timeout of 30 s +
    a batching window of 60 s."""
    queue, function = _queue("orders", visibility=180), _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping(
        "orders", event_source_arn=queue.arn, function_name=function.arn, maximum_batching_window_in_seconds=60
    )


def bad_slowest_of_two() -> None:
    """Queue `orders` hides a message for 60 s, but function `slow` needs 360 s: 6 x its timeout of 60 s +
    a batching window of 0 s."""
    queue = _queue("orders", visibility=60)
    quick, slow = _function("quick", timeout=5), _function("slow", timeout=60)
    aws.lambda_.EventSourceMapping("to-quick", event_source_arn=queue.arn, function_name=quick.arn)
    aws.lambda_.EventSourceMapping("to-slow", event_source_arn=queue.arn, function_name=slow.arn)


def bad_inside_components() -> None:
    """Queue `orders` hides a message for 60 s, but function `handler` needs 180 s: 6 x its timeout of 30 s +
    a batching window of 0 s."""
    outer = pulumi.ComponentResource("shop:index:Outer", "outer")
    inner = pulumi.ComponentResource("shop:index:Inner", "inner", opts=pulumi.ResourceOptions(parent=outer))
    queue, function = _queue("orders", visibility=60), _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping(
        "orders",
        event_source_arn=queue.arn,
        function_name=function.arn,
        opts=pulumi.ResourceOptions(parent=inner),
    )


def bad_worker_by_tags() -> None:
    """Queue `mails` hides a message for 120 s, but task definition `worker` needs more than 120 s: its declared maximum
    runtime."""
    queue = _queue("mails", visibility=120)
    _task({}, tags={"FLOODGATE_MAX_RUNTIME_SECONDS": "120", "FLOODGATE_CONSUMES_QUEUE": queue.name})


def bad_worker_by_environment() -> None:
    """Queue `mails` hides a message for 120 s, but task definition `worker` needs more than 300 s: its declared maximum
    runtime."""
    queue = _queue("mails", visibility=120)
    _task({"FLOODGATE_MAX_RUNTIME_SECONDS": "300", "FLOODGATE_CONSUMES_QUEUE": queue.name}, tags={})


def bad_worker_by_literal_url() -> None:
    """Queue `mails` hides a message for 120 s, but task definition `worker` needs more than 300 s: its declared maximum
    runtime."""
    _queue("mails", visibility=120)
    url = "https://sqs.us-east-1.amazonaws.com/123456789012/mails"
    variables = {"FLOODGATE_MAX_RUNTIME_SECONDS": "300", "SOURCE": url}
    environment = [{"name": name, "value": value} for name, value in variables.items()]
    containers = json.dumps([{"name": "worker", "image": "worker", "environment": environment}])
    aws.ecs.TaskDefinition("worker", family="worker", container_definitions=containers)


def bad_worker_by_dependency() -> None:
    """Queue `mails` hides a message for 120 s, but task definition `worker` needs more than 300 s: its declared maximum
    runtime."""
    queue = _queue("mails", visibility=120)
    _task({"SOURCE": queue.url}, tags={"FLOODGATE_MAX_RUNTIME_SECONDS": "300"})


def unknown_queue_outside() -> None:
    """The visibility timeout of its queue, which is outside the stack"""
    function = _function("handler", timeout=30)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=f"{ACCOUNT}:orders", function_name=function.arn)


def unknown_function_outside() -> None:
    """Which consumers it has, and the timeout of each"""
    queue = _queue("orders", visibility=60)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name="handler-of-another-stack")


def unknown_queue_of_worker() -> None:
    """Which queue it consumes"""
    _queue("mails", visibility=120)
    _task({}, tags={"FLOODGATE_MAX_RUNTIME_SECONDS": "300", "FLOODGATE_CONSUMES_QUEUE": f"{ACCOUNT}:elsewhere"})

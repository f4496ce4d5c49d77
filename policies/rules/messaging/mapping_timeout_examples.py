"""Programs that keep and break QUEUE-003, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

ACCOUNT = "123456789012"


def _queue(visibility: int | None, opts: pulumi.ResourceOptions | None = None) -> aws.sqs.Queue:
    redrive = json.dumps({"deadLetterTargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead", "maxReceiveCount": 5})
    return aws.sqs.Queue(
        "orders", name="orders", visibility_timeout_seconds=visibility, redrive_policy=redrive, opts=opts
    )


def _function(timeout: int | None) -> aws.lambda_.Function:
    role = f"arn:aws:iam::{ACCOUNT}:role/handler"
    return aws.lambda_.Function(
        "handler", name="handler", role=role, package_type="Image", image_uri="handler@sha256:0", timeout=timeout
    )


def good_as_long() -> None:
    """AWS takes a timeout that is as long as the message is hidden; QUEUE-001 advises more."""
    queue, function = _queue(30), _function(30)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def good_defaults() -> None:
    """30 s and 3 s."""
    queue, function = _queue(None), _function(None)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.name)


def good_stream() -> None:
    """A stream has no visibility timeout."""
    stream, function = aws.kinesis.Stream("clicks", shard_count=1), _function(900)
    aws.lambda_.EventSourceMapping(
        "clicks", event_source_arn=stream.arn, function_name=function.arn, starting_position="LATEST"
    )


def bad_by_reference() -> None:
    """Event source mapping `orders` reads queue `orders`, which hides a message for 30 s, for a function that may run
    for 60 s; AWS refuses that."""
    queue, function = _queue(30), _function(60)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def bad_default_visibility() -> None:
    """Event source mapping `orders` reads queue `orders`, which hides a message for 30 s, for a function that may run
    for 31 s; AWS refuses that."""
    queue, function = _queue(None), _function(31)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.name)


def bad_default_timeout() -> None:
    """Event source mapping `orders` reads queue `orders`, which hides a message for 2 s, for a function that may run
    for 3 s; AWS refuses that."""
    queue, function = _queue(2), _function(None)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.name)


def bad_by_literals() -> None:
    """Event source mapping `orders` reads queue `orders`, which hides a message for 30 s, for a function that may run
    for 60 s; AWS refuses that."""
    _queue(30)
    _function(60)
    aws.lambda_.EventSourceMapping(
        "orders", event_source_arn=f"arn:aws:sqs:us-east-1:{ACCOUNT}:orders", function_name="handler"
    )


def bad_by_concatenated_names() -> None:
    """Event source mapping `orders` reads queue `orders`, which hides a message for 30 s, for a function that may run
    for 60 s; AWS refuses that."""
    source = pulumi.Output.concat(f"arn:aws:sqs:us-east-1:{ACCOUNT}:", _queue(30).name)
    function = pulumi.Output.concat(f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:", _function(60).name, ":live")
    aws.lambda_.EventSourceMapping("orders", event_source_arn=source, function_name=function)


def bad_by_alias() -> None:
    """Event source mapping `orders` reads queue `orders`, which hides a message for 30 s, for a function that may run
    for 60 s; AWS refuses that."""
    queue, function = _queue(30), _function(60)
    live = aws.lambda_.Alias("live", name="live", function_name=function.name, function_version="1")
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=live.arn)


def bad_inside_component() -> None:
    """Event source mapping `orders` reads queue `orders`, which hides a message for 30 s, for a function that may run
    for 60 s; AWS refuses that."""
    component = pulumi.ComponentResource("shop:index:Messaging", "messaging")
    queue, function = _queue(30, pulumi.ResourceOptions(parent=component)), _function(60)
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def unknown_queue_outside() -> None:
    """The visibility timeout of its queue and the timeout of its function"""
    aws.lambda_.EventSourceMapping(
        "orders", event_source_arn=f"arn:aws:sqs:us-east-1:{ACCOUNT}:orders", function_name=_function(60).arn
    )


def unknown_function_outside() -> None:
    """The visibility timeout of its queue and the timeout of its function"""
    aws.lambda_.EventSourceMapping("orders", event_source_arn=_queue(30).arn, function_name="handler-of-another-stack")

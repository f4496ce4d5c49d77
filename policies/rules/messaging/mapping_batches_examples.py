"""Programs that keep and break QUEUE-007, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

PREFIX = "arn:aws:sqs:us-east-1:123456789012"


def _queue(name: str) -> aws.sqs.Queue:
    fifo = name.endswith(".fifo")
    target = f"{PREFIX}:dead{'.fifo' if fifo else ''}"
    redrive = json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": 5})
    return aws.sqs.Queue(name.removesuffix(".fifo"), name=name, fifo_queue=fifo or None, redrive_policy=redrive)


def _mapping(
    source: pulumi.Input[str],
    size: int | None = None,
    window: int | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    aws.lambda_.EventSourceMapping(
        "orders",
        event_source_arn=source,
        function_name="handler",
        batch_size=size,
        maximum_batching_window_in_seconds=window,
        opts=opts,
    )


def good_fifo() -> None:
    """Ten at once, at once."""
    _mapping(_queue("orders.fifo").arn, size=10)


def good_defaults() -> None:
    """Ten and no window."""
    _mapping(_queue("orders").arn)


def good_large_batches() -> None:
    """A thousand of a standard queue, gathered for ten seconds."""
    _mapping(_queue("orders").arn, size=1000, window=10)


def good_stream() -> None:
    """A stream gives batches of its own."""
    _mapping(aws.kinesis.Stream("clicks", shard_count=1).arn, size=500)


def good_queue_outside() -> None:
    """The name tells that it is a standard queue."""
    _mapping(f"{PREFIX}:another-stack", size=100, window=5)


def bad_large_fifo_batch() -> None:
    """Event source mapping `orders` takes 100 messages at once from a FIFO queue, which gives 10; AWS refuses that."""
    _mapping(_queue("orders.fifo").arn, size=100)


def bad_large_fifo_batch_by_literal() -> None:
    """Event source mapping `orders` takes 100 messages at once from a FIFO queue, which gives 10; AWS refuses that."""
    _queue("orders.fifo")
    _mapping(f"{PREFIX}:orders.fifo", size=100)


def bad_large_fifo_batch_outside() -> None:
    """Event source mapping `orders` takes 11 messages at once from a FIFO queue, which gives 10; AWS refuses that."""
    _mapping(f"{PREFIX}:another-stack.fifo", size=11)


def bad_fifo_window() -> None:
    """Event source mapping `orders` waits 5 s for a batch, but a FIFO queue has no batching window; AWS refuses
    that."""
    _mapping(_queue("orders.fifo").arn, window=5)


def bad_fifo_window_by_concatenated_name() -> None:
    """Event source mapping `orders` waits 5 s for a batch, but a FIFO queue has no batching window; AWS refuses
    that."""
    _mapping(pulumi.Output.concat(f"{PREFIX}:", _queue("orders.fifo").name), window=5)


def bad_without_window() -> None:
    """Event source mapping `orders` takes 100 messages at once without a batching window of at least 1 s; AWS refuses
    that above 10."""
    _mapping(_queue("orders").arn, size=100)


def bad_inside_component() -> None:
    """Event source mapping `orders` takes 100 messages at once from a FIFO queue, which gives 10; AWS refuses that."""
    component = pulumi.ComponentResource("shop:index:Consumer", "shop")
    _mapping(_queue("orders.fifo").arn, size=100, opts=pulumi.ResourceOptions(parent=component))


def unknown_source() -> None:
    """The kind of its queue, its batchSize and its maximumBatchingWindowInSeconds"""
    _mapping("a-queue-of-another-stack", window=5)

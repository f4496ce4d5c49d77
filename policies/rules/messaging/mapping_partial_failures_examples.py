"""Programs that keep and break QUEUE-013, in the spellings of users. The text of a bad one is what it is told."""

import json
from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

QUEUE = "arn:aws:sqs:us-east-1:123456789012:orders"


def _queue() -> aws.sqs.Queue:
    target = "arn:aws:sqs:us-east-1:123456789012:dead"
    return aws.sqs.Queue(
        "orders", name="orders", redrive_policy=json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": 5})
    )


def _mapping(
    source: pulumi.Input[str],
    types: Sequence[str] | None = None,
    size: int | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> None:
    aws.lambda_.EventSourceMapping(
        "orders",
        event_source_arn=source,
        function_name="handler",
        function_response_types=types,
        batch_size=size,
        opts=opts,
    )


def good_partial() -> None:
    """The function says which messages failed."""
    _mapping(_queue().arn, ["ReportBatchItemFailures"])


def good_single() -> None:
    """A batch of one cannot fail in part."""
    _mapping(_queue().arn, size=1)


def good_stream() -> None:
    """A stream is no queue."""
    _mapping(aws.kinesis.Stream("clicks", shard_count=1).arn)


def bad_default_batch() -> None:
    """Event source mapping `orders` does not take partial answers: one message that fails brings its whole batch
    back."""
    _mapping(_queue().arn)


def bad_by_literal_arn() -> None:
    """Event source mapping `orders` does not take partial answers: one message that fails brings its whole batch
    back."""
    _mapping(QUEUE, size=5)


def bad_by_concatenated_name() -> None:
    """Event source mapping `orders` does not take partial answers: one message that fails brings its whole batch
    back."""
    _mapping(pulumi.Output.concat("arn:aws:sqs:us-east-1:123456789012:", _queue().name), types=[])


def bad_inside_component() -> None:
    """Event source mapping `orders` does not take partial answers: one message that fails brings its whole batch
    back."""
    component = pulumi.ComponentResource("shop:index:Consumer", "shop")
    _mapping(_queue().arn, opts=pulumi.ResourceOptions(parent=component))

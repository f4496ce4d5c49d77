"""Programs that keep and break QUEUE-005. The text of a bad one is what it is told."""

import json

import pulumi_aws as aws


def _queue(scope: str | None, limit: str | None) -> None:
    target = "arn:aws:sqs:us-east-1:123456789012:dead.fifo"
    aws.sqs.Queue(
        "orders",
        name="orders.fifo",
        fifo_queue=True,
        deduplication_scope=scope,
        fifo_throughput_limit=limit,
        redrive_policy=json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": 5}),
    )


def good_both() -> None:
    """High-throughput mode."""
    _queue("messageGroup", "perMessageGroupId")


def good_neither() -> None:
    """The ordinary mode, 300 calls a second."""
    _queue(None, None)


def good_deduplication_only() -> None:
    """Deduplication per group alone is allowed; it does not raise the limit."""
    _queue("messageGroup", "perQueue")


def bad_limit_only() -> None:
    """Queue `orders` limits throughput per message group but does not deduplicate per group (deduplicationScope); AWS
    refuses that."""
    _queue(None, "perMessageGroupId")


def bad_queue_scope() -> None:
    """Queue `orders` limits throughput per message group but does not deduplicate per group (deduplicationScope); AWS
    refuses that."""
    _queue("queue", "perMessageGroupId")

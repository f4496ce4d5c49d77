"""Programs that keep and break QUEUE-002, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

OUTSIDE = "arn:aws:sqs:us-east-1:123456789012:dead-of-another-stack"


def _to(queue: aws.sqs.Queue) -> pulumi.Output[str]:
    return pulumi.Output.json_dumps({"deadLetterTargetArn": queue.arn, "maxReceiveCount": 5})


def good_inline() -> None:
    """Both are standard queues."""
    dead = aws.sqs.Queue("dead", message_retention_seconds=1209600)
    aws.sqs.Queue("orders", redrive_policy=_to(dead))


def good_fifo() -> None:
    """Both are FIFO queues."""
    dead = aws.sqs.Queue("dead", fifo_queue=True)
    aws.sqs.Queue("orders", fifo_queue=True, redrive_policy=_to(dead))


def good_separate() -> None:
    """The redrive policy is a resource of its own."""
    queue, dead = aws.sqs.Queue("orders"), aws.sqs.Queue("dead")
    aws.sqs.RedrivePolicy("orders", queue_url=queue.id, redrive_policy=_to(dead))


def good_arn_from_name() -> None:
    """The ARN is built from the name, and so can be read at preview."""
    dead = aws.sqs.Queue("dead", fifo_queue=True)
    arn = pulumi.Output.concat("arn:aws:sqs:us-east-1:123456789012:", dead.name)
    redrive = pulumi.Output.json_dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})
    aws.sqs.Queue("orders", fifo_queue=True, redrive_policy=redrive)


def good_outside() -> None:
    """The dead-letter queue is another stack's; its name tells that it is a standard queue."""
    aws.sqs.Queue("orders", redrive_policy=json.dumps({"deadLetterTargetArn": OUTSIDE, "maxReceiveCount": 5}))


def bad_fifo_to_standard() -> None:
    """Queue `orders` is a FIFO queue, its dead-letter queue is a standard one; AWS refuses that."""
    dead = aws.sqs.Queue("dead")
    aws.sqs.Queue("orders", fifo_queue=True, redrive_policy=_to(dead))


def bad_standard_to_fifo() -> None:
    """Queue `orders` is a standard queue, its dead-letter queue is a FIFO one; AWS refuses that."""
    dead = aws.sqs.Queue("dead", fifo_queue=True)
    aws.sqs.Queue("orders", redrive_policy=_to(dead))


def bad_separate() -> None:
    """Queue `orders` is a FIFO queue, its dead-letter queue is a standard one; AWS refuses that."""
    queue, dead = aws.sqs.Queue("orders", fifo_queue=True), aws.sqs.Queue("dead")
    aws.sqs.RedrivePolicy("orders", queue_url=queue.url, redrive_policy=_to(dead))


def bad_by_literal_arn() -> None:
    """Queue `orders` is a FIFO queue, its dead-letter queue is a standard one; AWS refuses that."""
    aws.sqs.Queue("dead", name="orders-dead")
    arn = "arn:aws:sqs:us-east-1:123456789012:orders-dead"
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})
    aws.sqs.Queue("orders", name="orders.fifo", fifo_queue=True, redrive_policy=redrive)


def bad_outside() -> None:
    """Queue `orders` is a FIFO queue, its dead-letter queue is a standard one; AWS refuses that."""
    redrive = json.dumps({"deadLetterTargetArn": OUTSIDE, "maxReceiveCount": 5})
    aws.sqs.Queue("orders", fifo_queue=True, redrive_policy=redrive)


def bad_malformed() -> None:
    """The redrive policy of queue `orders` is no JSON object."""
    aws.sqs.Queue("orders", redrive_policy=f"{{'deadLetterTargetArn': '{OUTSIDE}'}}")


def bad_without_target() -> None:
    """The redrive policy of queue `orders` names no dead-letter queue (deadLetterTargetArn)."""
    aws.sqs.Queue("orders", redrive_policy=json.dumps({"maxReceiveCount": 5}))


def bad_inside_component() -> None:
    """Queue `orders` is a FIFO queue, its dead-letter queue is a standard one; AWS refuses that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Messaging", "messaging"))
    dead = aws.sqs.Queue("dead", opts=inside)
    aws.sqs.Queue("orders", fifo_queue=True, redrive_policy=_to(dead))


def unknown_target() -> None:
    """Whether it and its dead-letter queue are FIFO"""
    redrive = json.dumps({"deadLetterTargetArn": "dead-of-another-stack", "maxReceiveCount": 5})
    aws.sqs.Queue("orders", redrive_policy=redrive)

"""Programs that keep and break QUEUE-010. The text of a bad one is what it is told."""

import json

import pulumi_aws as aws

REDRIVE = {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead", "maxReceiveCount": 5}
REDRIVE_FIFO = {**REDRIVE, "deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead.fifo"}


def good_fifo() -> None:
    """Both say FIFO."""
    aws.sqs.Queue("orders", name="orders.fifo", fifo_queue=True, redrive_policy=json.dumps(REDRIVE_FIFO))


def good_standard() -> None:
    """Neither does."""
    aws.sqs.Queue("mails", name="mails", redrive_policy=json.dumps(REDRIVE))


def bad_fifo_without_ending() -> None:
    """Queue `orders` is a FIFO queue, but its name does not end with .fifo; AWS refuses that."""
    aws.sqs.Queue("orders", name="orders", fifo_queue=True, redrive_policy=json.dumps(REDRIVE_FIFO))


def bad_ending_without_fifo() -> None:
    """Queue `orders` is no FIFO queue, but its name ends with .fifo; AWS refuses that."""
    aws.sqs.Queue("orders", name="orders.fifo", redrive_policy=json.dumps(REDRIVE))

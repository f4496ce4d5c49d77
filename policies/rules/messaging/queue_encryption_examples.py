"""Programs that keep and break QUEUE-017. The text of a bad one is what it is told."""

import json

import pulumi_aws as aws

REDRIVE = json.dumps({"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead", "maxReceiveCount": 5})


def good_default() -> None:
    """SQS encrypts new queues with keys of its own."""
    aws.sqs.Queue("orders", redrive_policy=REDRIVE)


def good_own_key() -> None:
    """A key of the same program, unknown until it is there."""
    key = aws.kms.Key("orders", enable_key_rotation=True)
    aws.sqs.Queue("orders", kms_master_key_id=key.arn, redrive_policy=REDRIVE)


def bad_turned_off() -> None:
    """Queue `orders` stores messages in plain text: its encryption is turned off (sqsManagedSseEnabled)."""
    aws.sqs.Queue("orders", sqs_managed_sse_enabled=False, redrive_policy=REDRIVE)

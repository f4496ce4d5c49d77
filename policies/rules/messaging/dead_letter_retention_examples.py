"""Programs that keep and break QUEUE-011, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

PREFIX = "arn:aws:sqs:us-east-1:123456789012"
DAY = 86_400


def _dead(days: int | None, fifo: bool = False) -> aws.sqs.Queue:
    name = "dead.fifo" if fifo else "dead"
    seconds = days * DAY if days else None
    return aws.sqs.Queue("dead", name=name, fifo_queue=fifo or None, message_retention_seconds=seconds)


def _redrive(arn: pulumi.Input[str]) -> pulumi.Output[str]:
    return pulumi.Output.json_dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})


def good_longest() -> None:
    """Seven and fourteen days."""
    aws.sqs.Queue("mails", message_retention_seconds=7 * DAY, redrive_policy=_redrive(_dead(14).arn))


def good_both_longest() -> None:
    """There is no longer time than fourteen days."""
    aws.sqs.Queue("mails", message_retention_seconds=14 * DAY, redrive_policy=_redrive(_dead(14).arn))


def good_fifo() -> None:
    """In a FIFO queue the time starts anew when a message is moved."""
    dead = _dead(None, fifo=True)
    aws.sqs.Queue("orders", name="orders.fifo", fifo_queue=True, redrive_policy=_redrive(dead.arn))


def bad_defaults() -> None:
    """Queue `mails` keeps messages for 345600 s, queue `dead` for 345600 s, counted from when they were sent: what
    fails late is gone before anybody looks."""
    aws.sqs.Queue("mails", redrive_policy=_redrive(_dead(None).arn))


def bad_shorter() -> None:
    """Queue `mails` keeps messages for 604800 s, queue `dead` for 345600 s, counted from when they were sent: what
    fails late is gone before anybody looks."""
    aws.sqs.Queue("mails", message_retention_seconds=7 * DAY, redrive_policy=_redrive(_dead(4).arn))


def bad_separate() -> None:
    """Queue `mails` keeps messages for 604800 s, queue `dead` for 345600 s, counted from when they were sent: what
    fails late is gone before anybody looks."""
    queue = aws.sqs.Queue("mails", message_retention_seconds=7 * DAY)
    aws.sqs.RedrivePolicy("mails", queue_url=queue.url, redrive_policy=_redrive(_dead(None).arn))


def bad_by_literal_arn() -> None:
    """Queue `mails` keeps messages for 604800 s, queue `dead` for 345600 s, counted from when they were sent: what
    fails late is gone before anybody looks."""
    _dead(None)
    redrive = json.dumps({"deadLetterTargetArn": f"{PREFIX}:dead", "maxReceiveCount": 5})
    aws.sqs.Queue("mails", message_retention_seconds=7 * DAY, redrive_policy=redrive)


def bad_by_concatenated_name() -> None:
    """Queue `mails` keeps messages for 604800 s, queue `dead` for 345600 s, counted from when they were sent: what
    fails late is gone before anybody looks."""
    arn = pulumi.Output.concat(f"{PREFIX}:", _dead(None).name)
    aws.sqs.Queue("mails", message_retention_seconds=7 * DAY, redrive_policy=_redrive(arn))


def bad_inside_component() -> None:
    """Queue `mails` keeps messages for 345600 s, queue `dead` for 345600 s, counted from when they were sent: what
    fails late is gone before anybody looks."""
    component = pulumi.ComponentResource("shop:index:Mails", "shop")
    inside = pulumi.ResourceOptions(parent=component)
    aws.sqs.Queue("mails", redrive_policy=_redrive(_dead(None).arn), opts=inside)


def unknown_outside() -> None:
    """How long it and its dead-letter queue keep messages"""
    redrive = json.dumps({"deadLetterTargetArn": f"{PREFIX}:another-stack", "maxReceiveCount": 5})
    aws.sqs.Queue("mails", redrive_policy=redrive)

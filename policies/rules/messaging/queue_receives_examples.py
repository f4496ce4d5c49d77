"""Programs that keep and break QUEUE-004, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

DEAD = "arn:aws:sqs:us-east-1:123456789012:dead"
HANDLER = "arn:aws:lambda:us-east-1:123456789012:function:handler"


def _redrive(receives: int) -> str:
    return json.dumps({"deadLetterTargetArn": DEAD, "maxReceiveCount": receives})


def _consumed(queue: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue, function_name=HANDLER, opts=opts)


def good_five() -> None:
    """What AWS asks for."""
    _consumed(aws.sqs.Queue("orders", redrive_policy=_redrive(5)).arn)


def good_worker() -> None:
    """A container receives what it works on; three attempts are some."""
    aws.sqs.Queue("mails", redrive_policy=_redrive(3))


def good_separate() -> None:
    """The redrive policy is a resource of its own, the count a text."""
    queue = aws.sqs.Queue("orders")
    policy = json.dumps({"deadLetterTargetArn": DEAD, "maxReceiveCount": "10"})
    aws.sqs.RedrivePolicy("orders", queue_url=queue.url, redrive_policy=policy)
    _consumed(queue.arn)


def bad_three() -> None:
    """Queue `orders` puts messages aside after 3 of 5 receives: throttling alone uses up receives of a function."""
    _consumed(aws.sqs.Queue("orders", redrive_policy=_redrive(3)).arn)


def bad_by_literal_arn() -> None:
    """Queue `orders` puts messages aside after 3 of 5 receives: throttling alone uses up receives of a function."""
    aws.sqs.Queue("orders", name="orders", redrive_policy=_redrive(3))
    _consumed("arn:aws:sqs:us-east-1:123456789012:orders")


def bad_by_concatenated_name() -> None:
    """Queue `orders` puts messages aside after 3 of 5 receives: throttling alone uses up receives of a function."""
    queue = aws.sqs.Queue("orders", name="orders", redrive_policy=_redrive(3))
    _consumed(pulumi.Output.concat("arn:aws:sqs:us-east-1:123456789012:", queue.name))


def bad_separate() -> None:
    """Queue `orders` puts messages aside after 4 of 5 receives: throttling alone uses up receives of a function."""
    queue = aws.sqs.Queue("orders")
    aws.sqs.RedrivePolicy("orders", queue_url=queue.url, redrive_policy=_redrive(4))
    _consumed(queue.arn)


def bad_inside_component() -> None:
    """Queue `orders` puts messages aside after 3 of 5 receives: throttling alone uses up receives of a function."""
    component = pulumi.ComponentResource("shop:index:Orders", "shop")
    inside = pulumi.ResourceOptions(parent=component)
    _consumed(aws.sqs.Queue("orders", redrive_policy=_redrive(3), opts=inside).arn, opts=inside)


def bad_single_attempt() -> None:
    """Queue `mails` puts messages aside after 1 of 2 receives: one failure is no pattern."""
    aws.sqs.Queue("mails", redrive_policy=_redrive(1))


def bad_without_count() -> None:
    """The redrive policy of queue `mails` has no maxReceiveCount; AWS refuses that."""
    aws.sqs.Queue("mails", redrive_policy=json.dumps({"deadLetterTargetArn": DEAD}))

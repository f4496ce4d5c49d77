"""Programs that keep and break QUEUE-021, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

PREFIX = "arn:aws:sqs:us-east-1:123456789012"
URL = "https://sqs.us-east-1.amazonaws.com/123456789012"
REDRIVE = json.dumps({"deadLetterTargetArn": f"{PREFIX}:dead", "maxReceiveCount": 5})


def _queue(policy: str | None = None, opts: pulumi.ResourceOptions | None = None) -> aws.sqs.Queue:
    return aws.sqs.Queue("orders", name="orders", redrive_policy=REDRIVE, policy=policy, opts=opts)


def _policy(transport: str, effect: str = "Deny") -> str:
    condition = {"Bool": {"aws:SecureTransport": transport}}
    statement = {"Effect": effect, "Principal": "*", "Action": "sqs:*", "Resource": "*", "Condition": condition}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def good_inline() -> None:
    """In the queue itself."""
    _queue(_policy("false"))


def good_separate() -> None:
    """As a resource of its own."""
    aws.sqs.QueuePolicy("orders", queue_url=_queue().url, policy=_policy("false"))


def good_by_concatenated_url() -> None:
    """The same, with an address made from the name."""
    url = pulumi.Output.concat(f"{URL}/", _queue().name)
    aws.sqs.QueuePolicy("orders", queue_url=url, policy=_policy("false"))


def bad_without_policy() -> None:
    """Queue `orders` takes plain HTTP: no policy of it denies connections without TLS."""
    _queue()


def bad_wrong_way_round() -> None:
    """Queue `orders` takes plain HTTP: no policy of it denies connections without TLS."""
    _queue(_policy("true"))


def bad_separate() -> None:
    """Queue `orders` takes plain HTTP: no policy of it denies connections without TLS."""
    aws.sqs.QueuePolicy("orders", queue_url=_queue().id, policy=_policy("true", "Allow"))


def bad_policy_of_another_queue() -> None:
    """Queue `orders` takes plain HTTP: no policy of it denies connections without TLS."""
    _queue()
    aws.sqs.QueuePolicy("mails", queue_url=f"{URL}/mails", policy=_policy("false"))


def bad_inside_component() -> None:
    """Queue `orders` takes plain HTTP: no policy of it denies connections without TLS."""
    component = pulumi.ComponentResource("shop:index:Orders", "shop")
    _queue(opts=pulumi.ResourceOptions(parent=component))

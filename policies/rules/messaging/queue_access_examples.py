"""Programs that keep and break QUEUE-018. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi_aws as aws

PREFIX = "arn:aws:sqs:us-east-1:123456789012"
URL = "https://sqs.us-east-1.amazonaws.com/123456789012/orders"


def _policy(principal: Any, condition: Any = None, **more: Any) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sqs:SendMessage", "Resource": f"{PREFIX}:orders"}
    if condition:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": [{**statement, **more}]})


def _separate(policy: str) -> None:
    aws.sqs.QueuePolicy("orders", queue_url=URL, policy=policy)


def good_role() -> None:
    """One role may send."""
    _separate(_policy({"AWS": "arn:aws:iam::123456789012:role/web"}))


def good_topic() -> None:
    """A service, and of it one topic."""
    source = {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:us-east-1:123456789012:events"}}
    _separate(_policy({"Service": "sns.amazonaws.com"}, source))


def good_everybody_of_one_topic() -> None:
    """The older form of the same: the condition says who comes."""
    source = {"ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:123456789012:events"}}
    _separate(_policy("*", source))


def good_deny() -> None:
    """What is denied to everybody is open to nobody."""
    tls = {"Bool": {"aws:SecureTransport": "false"}}
    _separate(_policy("*", tls, Effect="Deny"))


def bad_inline() -> None:
    """Queue `orders` lets everybody in: it allows the principal * without a condition that narrows it down."""
    redrive = json.dumps({"deadLetterTargetArn": f"{PREFIX}:dead", "maxReceiveCount": 5})
    aws.sqs.Queue("orders", name="orders", redrive_policy=redrive, policy=_policy("*"))


def bad_separate() -> None:
    """Queue policy `orders` lets everybody in: it allows the principal * without a condition that narrows it down."""
    _separate(_policy({"AWS": ["123456789012", "*"]}))


def bad_condition_of_another_kind() -> None:
    """Queue policy `orders` lets everybody in: it allows the principal * without a condition that narrows it down."""
    _separate(_policy({"AWS": "*"}, {"Bool": {"aws:SecureTransport": "true"}}))


def bad_negative_condition() -> None:
    """Queue policy `orders` lets everybody in: it allows the principal * without a condition that narrows it down."""
    _separate(_policy("*", {"StringNotEquals": {"aws:SourceAccount": "123456789012"}}))

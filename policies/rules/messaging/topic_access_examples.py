"""Programs that keep and break QUEUE-019. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi_aws as aws

TOPIC = "arn:aws:sns:us-east-1:123456789012:events"


def _policy(principal: Any, condition: Any = None, **more: Any) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sns:Publish", "Resource": TOPIC}
    if condition:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": {**statement, **more}})


def _separate(policy: str) -> None:
    aws.sns.TopicPolicy("events", arn=TOPIC, policy=policy)


def good_service() -> None:
    """Alarms of this account."""
    account = {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    _separate(_policy({"Service": "cloudwatch.amazonaws.com"}, account))


def good_default_of_sns() -> None:
    """What SNS itself writes: everybody, of the owner's account."""
    _separate(_policy({"AWS": "*"}, {"StringEquals": {"AWS:SourceOwner": "123456789012"}}))


def good_without_policy() -> None:
    """The same, as nothing is set."""
    aws.sns.Topic("events")


def bad_inline() -> None:
    """Topic `events` lets everybody in: it allows the principal * without a condition that narrows it down."""
    aws.sns.Topic("events", policy=_policy("*"))


def bad_separate() -> None:
    """Topic policy `events` lets everybody in: it allows the principal * without a condition that narrows it down."""
    _separate(_policy({"AWS": "*"}))


def bad_all_but_one() -> None:
    """Topic policy `events` lets everybody in: it allows the principal * without a condition that narrows it down."""
    statement = {"Effect": "Allow", "NotPrincipal": {"AWS": "210987654321"}, "Action": "sns:*", "Resource": TOPIC}
    _separate(json.dumps({"Version": "2012-10-17", "Statement": statement}))

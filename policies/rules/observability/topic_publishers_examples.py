"""Programs that keep and break TELEMETRY-011, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as common
from rules.security import common_examples as policies

ALERTS = "arn:aws:sns:us-east-1:123456789012:alerts"
BUDGETS = policies.for_service("budgets.amazonaws.com", "sns:Publish", ALERTS)


def _told(opts: pulumi.ResourceOptions | None = None, **settings: str) -> aws.sns.Topic:
    topic = aws.sns.Topic("alerts", name="alerts", opts=opts, policy=settings.get("policy"))
    common.alarm("age", dimensions={"QueueName": "orders"}, alarm_actions=[topic.arn], opts=opts)
    return topic


def good_separate_policy() -> None:
    """CloudWatch may publish."""
    alarms = policies.for_service("cloudwatch.amazonaws.com", "sns:Publish", ALERTS)
    aws.sns.TopicPolicy("alerts", arn=_told().arn, policy=policies.document(BUDGETS, alarms))


def good_default() -> None:
    """By default all of the account may publish."""
    _told()


def bad_separate_policy() -> None:
    """Alarms tell topic `alerts`, but its policy does not let CloudWatch publish to it."""
    aws.sns.TopicPolicy("alerts", arn=_told().arn, policy=policies.document(BUDGETS))


def bad_inline_policy_in_a_component() -> None:
    """Alarms tell topic `alerts`, but its policy does not let CloudWatch publish to it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Alerts", "alerts"))
    _told(inside, policy=policies.document(BUDGETS))


def bad_subscribe_only_by_literal_arn() -> None:
    """Alarms tell topic `alerts`, but its policy does not let CloudWatch publish to it."""
    subscribe = policies.for_service("cloudwatch.amazonaws.com", "sns:Subscribe", ALERTS)
    aws.sns.TopicPolicy("alerts", arn=ALERTS, policy=policies.document(subscribe))
    _told()

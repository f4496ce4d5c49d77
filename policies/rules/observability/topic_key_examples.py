"""Programs that keep and break TELEMETRY-010, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as common
from rules.security import common_examples as keys

ALERTS = "arn:aws:sns:us-east-1:123456789012:alerts"
USE = ["kms:Decrypt", "kms:GenerateDataKey*"]


def _told(key: pulumi.Input[str] | None, opts: pulumi.ResourceOptions | None = None) -> aws.sns.Topic:
    topic = aws.sns.Topic("alerts", name="alerts", kms_master_key_id=key, opts=opts)
    common.alarm("age", dimensions={"QueueName": "orders"}, alarm_actions=[topic.arn], opts=opts)
    return topic


def good_key_for_cloudwatch() -> None:
    """The key's policy lets CloudWatch use it."""
    _told(keys.key("alerts", keys.for_service("cloudwatch.amazonaws.com", USE)).arn)


def good_not_encrypted() -> None:
    """There is no key; another rule is about that."""
    _told(None)


def good_no_alarms() -> None:
    """No alarm tells it."""
    aws.sns.Topic("orders", name="orders", kms_master_key_id="alias/aws/sns")


def bad_key_of_sns() -> None:
    """Alarms tell topic `alerts`, but its key does not let CloudWatch use it: their messages are refused."""
    _told("alias/aws/sns")


def bad_key_for_the_owner_only_in_a_component() -> None:
    """Alarms tell topic `alerts`, but its key does not let CloudWatch use it: their messages are refused."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Alerts", "alerts"))
    _told(keys.key("alerts", opts=inside).key_id, inside)


def bad_alias_of_a_key_to_encrypt_only() -> None:
    """Alarms tell topic `alerts`, but its key does not let CloudWatch use it: their messages are refused."""
    key = keys.key("alerts", keys.for_service("cloudwatch.amazonaws.com", "kms:GenerateDataKey*"))
    aws.kms.Alias("alerts", name="alias/alerts", target_key_id=key.id)
    _told("alias/alerts")


def bad_by_literal_arn() -> None:
    """Alarms tell topic `alerts`, but its key does not let CloudWatch use it: their messages are refused."""
    aws.sns.Topic("alerts", name="alerts", kms_master_key_id="alias/aws/sns")
    common.alarm("age", dimensions={"QueueName": "orders"}, alarm_actions=[ALERTS])


def unknown_key_of_another_stack() -> None:
    """Whether alarms tell it, and whether CloudWatch may use its key"""
    _told("arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555")

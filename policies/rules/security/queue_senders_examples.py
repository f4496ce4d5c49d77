"""Programs that keep and break SECURITY-005, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as queues
from rules.security import common_examples as common

TOPIC = "arn:aws:sns:us-east-1:123456789012:orders"
SEND = ["kms:GenerateDataKey*", "kms:Decrypt"]
DEAD = '{"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead"}'


def _subscribed(key: pulumi.Input[str] | None, opts: pulumi.ResourceOptions | None = None) -> None:
    queue = queues.queue("orders", name="orders", kms_master_key_id=key, opts=opts)
    aws.sns.TopicSubscription("orders", topic=TOPIC, protocol="sqs", endpoint=queue.arn, redrive_policy=DEAD, opts=opts)


def good_key_for_the_topic() -> None:
    """The key's policy lets SNS use it."""
    _subscribed(common.key("shop", common.for_service("sns.amazonaws.com", SEND)).arn)


def good_encryption_of_sqs() -> None:
    """SQS's own encryption needs no rights."""
    _subscribed(None)


def bad_key_of_sqs() -> None:
    """The key of queue `orders` does not let sns.amazonaws.com use it, so what that sends there is lost."""
    _subscribed("alias/aws/sqs")


def bad_key_for_the_owner_only_in_a_component() -> None:
    """The key of queue `orders` does not let sns.amazonaws.com use it, so what that sends there is lost."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Orders", "orders"))
    _subscribed(common.key("shop", opts=inside).id, inside)


def bad_event_target_by_literal_arn() -> None:
    """The key of queue `orders` does not let events.amazonaws.com use it, so what that sends there is lost."""
    key = common.key("shop", common.for_service("sns.amazonaws.com", SEND))
    queues.queue("orders", name="orders", kms_master_key_id=key.arn)
    aws.cloudwatch.EventTarget("orders", rule="orders", arn="arn:aws:sqs:us-east-1:123456789012:orders")


def bad_bucket_with_separate_key_policy() -> None:
    """The key of queue `orders` does not let s3.amazonaws.com use it, so what that sends there is lost."""
    key = aws.kms.Key("shop", enable_key_rotation=True)
    rights = common.document(common.OWNER, common.for_service("s3.amazonaws.com", "kms:Decrypt"))
    aws.kms.KeyPolicy("shop", key_id=key.id, policy=rights)
    queue = queues.queue("orders", kms_master_key_id=key.arn)
    events = [aws.s3.BucketNotificationQueueArgs(queue_arn=queue.arn, events=["s3:ObjectCreated:*"])]
    aws.s3.BucketNotification("orders", bucket="uploads", queues=events)

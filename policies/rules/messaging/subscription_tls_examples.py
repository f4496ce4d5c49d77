"""Programs that keep and break QUEUE-022. The text of a bad one is what it is told."""

import pulumi_aws as aws

TOPIC = "arn:aws:sns:us-east-1:123456789012:events"


def good_https() -> None:
    """Over TLS."""
    aws.sns.TopicSubscription("hook", topic=TOPIC, protocol="https", endpoint="https://hooks.example.com/events")


def good_queue() -> None:
    """Inside of AWS."""
    queue = "arn:aws:sqs:us-east-1:123456789012:orders"
    aws.sns.TopicSubscription("orders", topic=TOPIC, protocol="sqs", endpoint=queue)


def bad_http() -> None:
    """Subscription `hook` delivers messages over plain HTTP."""
    aws.sns.TopicSubscription("hook", topic=TOPIC, protocol="http", endpoint="http://hooks.example.com/events")

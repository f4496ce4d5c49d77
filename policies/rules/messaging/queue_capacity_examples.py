"""Programs that keep and break QUEUE-006, at the traffic below. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

TRAFFIC = {"eventsPerSecond": 400.0, "messagesPerSendCall": 1.0}


def _queue(
    scope: str | None, limit: str | None, opts: pulumi.ResourceOptions | None = None, *, name: str = "orders.fifo"
) -> None:
    target = "arn:aws:sqs:us-east-1:123456789012:dead.fifo"
    aws.sqs.Queue(
        "orders",
        name=name,
        fifo_queue=True,
        deduplication_scope=scope,
        fifo_throughput_limit=limit,
        redrive_policy=json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": 5}),
        opts=opts,
    )


def good_high_throughput() -> None:
    """Up to 70,000 calls a second in us-east-1."""
    _queue("messageGroup", "perMessageGroupId")


def good_standard() -> None:
    """A standard queue has no limit."""
    target = "arn:aws:sqs:us-east-1:123456789012:dead"
    redrive = json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": 5})
    aws.sqs.Queue("mails", redrive_policy=redrive)


def good_dead_letters() -> None:
    """What failed is a trickle: the dead-letter queue needs no high throughput."""
    aws.sqs.Queue(
        "dead",
        name="dead.fifo",
        fifo_queue=True,
        redrive_allow_policy=json.dumps({"redrivePermission": "allowAll"}),
    )


def good_high_throughput_in_a_small_region() -> None:
    """2,400 calls a second in every region that AWS does not name."""
    _queue(
        "messageGroup", "perMessageGroupId", pulumi.ResourceOptions(provider=aws.Provider("it", region="eu-south-1"))
    )


def bad_ordinary_mode() -> None:
    """Queue `orders` takes 300 messages a second of the declared 400."""
    _queue(None, None)


def bad_half_of_the_mode() -> None:
    """Queue `orders` takes 300 messages a second of the declared 400."""
    _queue("messageGroup", "perQueue")


def bad_inside_component() -> None:
    """Queue `orders` takes 300 messages a second of the declared 400."""
    component = pulumi.ComponentResource("shop:index:Orders", "shop")
    _queue(None, None, pulumi.ResourceOptions(parent=component))


def unknown_undeclared_traffic() -> None:
    """The traffic: declare eventsPerSecond in SETTINGS.traffic of the policy configuration"""
    _queue(None, None)

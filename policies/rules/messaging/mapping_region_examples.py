"""Programs that keep and break QUEUE-009, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _queue(region: str | None = None, opts: pulumi.ResourceOptions | None = None) -> aws.sqs.Queue:
    target = f"arn:aws:sqs:{region or 'us-east-1'}:123456789012:dead"
    redrive = json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": 5})
    return aws.sqs.Queue("orders", name="orders", region=region, redrive_policy=redrive, opts=opts)


def _mapping(source: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    aws.lambda_.EventSourceMapping("orders", event_source_arn=source, function_name="handler", opts=opts)


def _ireland() -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions(provider=aws.Provider("ireland", region="eu-west-1"))


def good_same() -> None:
    """Both in the region of the default provider."""
    _mapping(_queue().arn)


def good_other_provider() -> None:
    """Both elsewhere."""
    elsewhere = _ireland()
    _mapping(_queue(opts=elsewhere).arn, opts=elsewhere)


def good_outside() -> None:
    """Another stack's queue, of the same region."""
    _mapping("arn:aws:sqs:us-east-1:123456789012:orders")


def bad_by_property() -> None:
    """Event source mapping `orders` is in another region than the queue that it reads; AWS refuses that."""
    _mapping(_queue(region="eu-west-1").arn)


def bad_by_provider() -> None:
    """Event source mapping `orders` is in another region than the queue that it reads; AWS refuses that."""
    _mapping(_queue().arn, opts=_ireland())


def bad_by_literal_arn() -> None:
    """Event source mapping `orders` is in another region than the queue that it reads; AWS refuses that."""
    _mapping("arn:aws:sqs:eu-west-1:123456789012:orders")


def bad_inside_component() -> None:
    """Event source mapping `orders` is in another region than the queue that it reads; AWS refuses that."""
    component = pulumi.ComponentResource("shop:index:Orders", "shop")
    _mapping(_queue(region="eu-west-1", opts=pulumi.ResourceOptions(parent=component)).arn)


def unknown_name_only() -> None:
    """Its region and that of its queue"""
    _mapping("orders-of-another-stack")

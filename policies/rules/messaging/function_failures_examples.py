"""Programs that keep and break QUEUE-023, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

TOPIC = "arn:aws:sns:us-east-1:123456789012:events"
FAILED = "arn:aws:sqs:us-east-1:123456789012:failed"
HANDLER = "arn:aws:lambda:us-east-1:123456789012:function:handler"


def _function(**more: Any) -> aws.lambda_.Function:
    role = "arn:aws:iam::123456789012:role/handler"
    return aws.lambda_.Function("handler", name="handler", role=role, package_type="Image", image_uri="x", **more)


def _subscribed(endpoint: pulumi.Input[str]) -> None:
    aws.sns.TopicSubscription("handler", topic=TOPIC, protocol="lambda", endpoint=endpoint)


def good_dead_letters() -> None:
    """What failed goes to a queue of the same program."""
    _subscribed(_function(dead_letter_config={"target_arn": FAILED}).arn)


def good_destination() -> None:
    """What failed goes to an on-failure destination."""
    function = _function()
    aws.lambda_.FunctionEventInvokeConfig(
        "handler", function_name=function.name, destination_config={"on_failure": {"destination": FAILED}}
    )
    _subscribed(function.arn)


def good_reads_a_queue() -> None:
    """What it reads itself stays in the queue."""
    aws.lambda_.EventSourceMapping("orders", event_source_arn=FAILED, function_name=_function().arn)


def good_schedule() -> None:
    """The next hour comes by itself."""
    rule = aws.cloudwatch.EventRule("hourly", name="hourly", schedule_expression="rate(1 hour)")
    aws.cloudwatch.EventTarget("hourly", rule=rule.name, arn=_function().arn)


def bad_topic() -> None:
    """Function `handler` is called asynchronously, but keeps no event that it could not handle: Lambda discards it
    after the last attempt."""
    _subscribed(_function().arn)


def bad_topic_by_literal_arn() -> None:
    """Function `handler` is called asynchronously, but keeps no event that it could not handle: Lambda discards it
    after the last attempt."""
    _function()
    _subscribed(f"{HANDLER}:live")


def bad_topic_by_concatenated_name() -> None:
    """Function `handler` is called asynchronously, but keeps no event that it could not handle: Lambda discards it
    after the last attempt."""
    _subscribed(pulumi.Output.concat("arn:aws:lambda:us-east-1:123456789012:function:", _function().name))


def bad_bucket() -> None:
    """Function `handler` is called asynchronously, but keeps no event that it could not handle: Lambda discards it
    after the last attempt."""
    arn = _function().arn
    aws.s3.BucketNotification(
        "uploads", bucket="uploads", lambda_functions=[{"events": ["s3:ObjectCreated:*"], "lambda_function_arn": arn}]
    )


def bad_events() -> None:
    """Function `handler` is called asynchronously, but keeps no event that it could not handle: Lambda discards it
    after the last attempt."""
    rule = aws.cloudwatch.EventRule("orders", name="orders", event_pattern='{"source": ["shop"]}')
    aws.cloudwatch.EventTarget("orders", rule=rule.name, arn=_function().arn)


def bad_success_only() -> None:
    """Function `handler` is called asynchronously, but keeps no event that it could not handle: Lambda discards it
    after the last attempt."""
    function = _function()
    aws.lambda_.FunctionEventInvokeConfig(
        "handler", function_name=function.name, destination_config={"on_success": {"destination": FAILED}}
    )
    _subscribed(function.arn)


def bad_inside_component() -> None:
    """Function `handler` is called asynchronously, but keeps no event that it could not handle: Lambda discards it
    after the last attempt."""
    component = pulumi.ComponentResource("shop:index:Handler", "shop")
    _subscribed(_function(opts=pulumi.ResourceOptions(parent=component)).arn)

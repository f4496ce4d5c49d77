"""Programs that keep and break QUEUE-014, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

PREFIX = "arn:aws:sqs:us-east-1:123456789012"


def _function(reserved: int | None, opts: pulumi.ResourceOptions | None = None) -> aws.lambda_.Function:
    return aws.lambda_.Function(
        "handler",
        name="handler",
        role="arn:aws:iam::123456789012:role/handler",
        package_type="Image",
        image_uri="handler@sha256:0",
        reserved_concurrent_executions=reserved,
        opts=opts,
    )


def _mapping(queue: str, function: pulumi.Input[str], maximum: int | None = None) -> None:
    aws.lambda_.EventSourceMapping(
        queue.removesuffix(".fifo"),
        event_source_arn=f"{PREFIX}:{queue}",
        function_name=function,
        scaling_config={"maximum_concurrency": maximum} if maximum else None,
    )


def good_enough() -> None:
    """20 are reserved for 10 and 5."""
    function = _function(20)
    _mapping("orders.fifo", function.arn, 10)
    _mapping("mails", function.name, 5)


def good_unreserved() -> None:
    """It shares what the account has."""
    _mapping("mails", _function(None).arn)


def good_without_mapping() -> None:
    """Nothing polls for it."""
    _function(1)


def bad_too_few() -> None:
    """Function `handler` may run 5 times at once, but its event source mappings start up to 10: what is throttled uses
    up receives."""
    _mapping("orders.fifo", _function(5).arn, 10)


def bad_sum() -> None:
    """Function `handler` may run 12 times at once, but its event source mappings start up to 15: what is throttled uses
    up receives."""
    function = _function(12)
    _mapping("orders.fifo", function.arn, 10)
    _mapping("mails", function.name, 5)


def bad_without_maximum() -> None:
    """Function `handler` may run 50 times at once, but its event source mappings start up to 1000: what is throttled
    uses up receives."""
    _mapping("mails", _function(50).arn)


def bad_by_literal() -> None:
    """Function `handler` may run 5 times at once, but its event source mappings start up to 10: what is throttled uses
    up receives."""
    _function(5)
    _mapping("mails", "arn:aws:lambda:us-east-1:123456789012:function:handler:live", 10)


def bad_by_alias() -> None:
    """Function `handler` may run 5 times at once, but its event source mappings start up to 10: what is throttled uses
    up receives."""
    live = aws.lambda_.Alias("live", name="live", function_name=_function(5).name, function_version="1")
    _mapping("mails", live.arn, 10)


def bad_by_concatenated_name() -> None:
    """Function `handler` may run 5 times at once, but its event source mappings start up to 10: what is throttled uses
    up receives."""
    _mapping("mails", pulumi.Output.concat("arn:aws:lambda:us-east-1:123456789012:function:", _function(5).name), 10)


def bad_inside_component() -> None:
    """Function `handler` may run 5 times at once, but its event source mappings start up to 10: what is throttled uses
    up receives."""
    component = pulumi.ComponentResource("shop:index:Consumer", "shop")
    _mapping("mails", _function(5, pulumi.ResourceOptions(parent=component)).arn, 10)


def unknown_groups() -> None:
    """The maximumConcurrency of all its event source mappings"""
    _mapping("orders.fifo", _function(5).arn)

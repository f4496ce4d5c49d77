"""Programs that keep and break TELEMETRY-013, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge import common_examples as common


def _function(name: str = "handler", **settings: Any) -> aws.lambda_.Function:
    code = pulumi.AssetArchive({"index.py": pulumi.StringAsset("")})
    role = "arn:aws:iam::123456789012:role/handler"
    return aws.lambda_.Function(name, role=role, code=code, handler="index.handler", runtime="python3.13", **settings)


def good_by_the_functions_name() -> None:
    """The log group is named after the function."""
    name = pulumi.Output.concat("/aws/lambda/", _function().name)
    aws.cloudwatch.LogGroup("handler", name=name, retention_in_days=30)


def good_configured() -> None:
    """The function names its log group."""
    group = aws.cloudwatch.LogGroup("handler", retention_in_days=30)
    _function(logging_config={"log_format": "JSON", "log_group": group.name})


def good_at_the_edge() -> None:
    """It has a log group in each region in which a viewer asked for something."""
    arn = _function(publish=True).qualified_arn
    behavior = common.behavior(lambda_function_associations=[{"event_type": "viewer-request", "lambda_arn": arn}])
    common.distribution("shop", default_cache_behavior=behavior)


def bad_none() -> None:
    """The log group of function `handler` is not in the stack: Lambda makes one that keeps logs for ever."""
    _function()


def bad_of_another_function() -> None:
    """The log group of function `handler` is not in the stack: Lambda makes one that keeps logs for ever."""
    aws.cloudwatch.LogGroup("other", name="/aws/lambda/other", retention_in_days=30)
    _function()


def bad_in_a_component() -> None:
    """The log group of function `handler` is not in the stack: Lambda makes one that keeps logs for ever."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Handler", "shop"))
    aws.cloudwatch.LogGroup("handler", name="/aws/handler", retention_in_days=30, opts=inside)
    _function(opts=inside)


def unknown_log_group_of_another_stack() -> None:
    """Its log group, which is outside the stack"""
    _function(logging_config={"log_format": "JSON", "log_group": "/shop/handler"})

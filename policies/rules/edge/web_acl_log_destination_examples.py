"""Programs that keep and break EDGE-011, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import acl as _acl

GROUPS = "arn:aws:logs:us-east-1:123456789012:log-group"


def _log(*destinations: Any, **changes: Any) -> None:
    aws.wafv2.WebAclLoggingConfiguration(
        "shop", resource_arn=_acl(**changes).arn, log_destination_configs=list(destinations)
    )


def good_log_group() -> None:
    """A log group of this name."""
    _log(aws.cloudwatch.LogGroup("waf", name="aws-waf-logs-shop").arn)


def good_by_name() -> None:
    """Its ARN is built from its name, and so can be read at preview."""
    _log(pulumi.Output.concat(f"{GROUPS}:", aws.cloudwatch.LogGroup("waf", name="aws-waf-logs-shop").name))


def good_bucket() -> None:
    """A bucket of another stack."""
    _log("arn:aws:s3:::aws-waf-logs-shop")


def bad_name() -> None:
    """Web ACL logging `shop` names a destination whose name does not start with aws-waf-logs-: AWS refuses it."""
    _log(aws.cloudwatch.LogGroup("waf", name="waf-logs").arn)


def bad_generated_name() -> None:
    """Web ACL logging `shop` names a destination whose name does not start with aws-waf-logs-: AWS refuses it."""
    _log(aws.s3.Bucket("waf").arn)


def bad_literal() -> None:
    """Web ACL logging `shop` names a destination whose name does not start with aws-waf-logs-: AWS refuses it."""
    _log(f"{GROUPS}:shop")


def bad_region() -> None:
    """Web ACL logging `shop` names a destination in another region than its web ACL: AWS refuses it."""
    _log(aws.cloudwatch.LogGroup("waf", name="aws-waf-logs-shop", region="eu-west-1").arn)


def bad_region_of_literal() -> None:
    """Web ACL logging `shop` names a destination in another region than its web ACL: AWS refuses it."""
    _log(f"{GROUPS}:aws-waf-logs-shop", scope="REGIONAL", region="eu-west-1")


def bad_two() -> None:
    """Web ACL logging `shop` names 2 destinations: AWS takes exactly one."""
    _log(f"{GROUPS}:aws-waf-logs-shop", "arn:aws:s3:::aws-waf-logs-shop")


def bad_inside_component() -> None:
    """Web ACL logging `shop` names a destination whose name does not start with aws-waf-logs-: AWS refuses it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Logs", "logs"))
    _log(aws.cloudwatch.LogGroup("waf", name="waf-logs", opts=inside).arn)

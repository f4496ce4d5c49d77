"""Programs that keep and break EDGE-038, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import acl as _acl

DESTINATION = "arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-shop"
OURS = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/0"
OTHER = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/other/0"


def _log(arn: Any) -> None:
    aws.wafv2.WebAclLoggingConfiguration("logs", resource_arn=arn, log_destination_configs=[DESTINATION])


def good_by_reference() -> None:
    """A log for the web ACL."""
    _log(_acl().arn)


def good_literal() -> None:
    """The web ACL is named by its ARN."""
    _acl(name="shop")
    _log(OURS)


def bad_none() -> None:
    """Web ACL `shop` has no logging configuration: nobody can tell what it blocked, and why."""
    _acl()


def bad_of_another() -> None:
    """Web ACL `shop` has no logging configuration: nobody can tell what it blocked, and why."""
    _acl(name="shop")
    _log(OTHER)


def bad_inside_component() -> None:
    """Web ACL `shop` has no logging configuration: nobody can tell what it blocked, and why."""
    _acl(pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Waf", "waf")))

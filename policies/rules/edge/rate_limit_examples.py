"""Programs that keep and break EDGE-036, in the spellings of users. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import COMMON, PER_ADDRESS
from rules.edge.common_examples import VISIBLE as SHOWN
from rules.edge.common_examples import acl as _acl
from rules.edge.common_examples import rule as _rule

VISIBLE = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "shop"}


def _by_json(statement: dict[str, Any]) -> None:
    rule = {"Name": "rule", "Priority": 1, "Statement": statement, "Action": {"Block": {}}, "VisibilityConfig": VISIBLE}
    _acl(rule_json=json.dumps([rule]))


def good_rule() -> None:
    """A rate-based rule of its own."""
    _acl(rules=[_rule(PER_ADDRESS), _rule(COMMON, "common", priority=2)])


def good_json() -> None:
    """The rules are a JSON text."""
    _by_json({"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP"}})


def good_separate() -> None:
    """The rule is a resource of its own."""
    settings: Any = {"action": {"block": {}}, "statement": PER_ADDRESS, "visibility_config": SHOWN}
    aws.wafv2.WebAclRule("rate", web_acl_arn=_acl().arn, name="rate", priority=1, **settings)


def good_group() -> None:
    """The rule is in a group."""
    settings: Any = {"visibility_config": SHOWN, "rules": [_rule(PER_ADDRESS)]}
    group = aws.wafv2.RuleGroup("limits", scope="CLOUDFRONT", capacity=10, **settings)
    _acl(rules=[_rule({"rule_group_reference_statement": {"arn": group.arn}})])


def bad_none() -> None:
    """Web ACL `shop` has no rate-based rule: one client may ask as often as it likes."""
    _acl()


def bad_managed_only() -> None:
    """Web ACL `shop` has no rate-based rule: one client may ask as often as it likes."""
    _acl(rules=[_rule(COMMON)])


def bad_json() -> None:
    """Web ACL `shop` has no rate-based rule: one client may ask as often as it likes."""
    _by_json({"GeoMatchStatement": {"CountryCodes": ["AQ"]}})


def bad_inside_component() -> None:
    """Web ACL `shop` has no rate-based rule: one client may ask as often as it likes."""
    _acl(pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Waf", "waf")), rules=[_rule(COMMON)])


def unknown_group_outside() -> None:
    """Its rules"""
    group = "arn:aws:wafv2:us-east-1:123456789012:global/rulegroup/limits/0"
    _acl(rules=[_rule({"rule_group_reference_statement": {"arn": group}})])

"""Programs that keep and break EDGE-025, in the spellings of users. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import PER_ADDRESS
from rules.edge.common_examples import VISIBLE as SHOWN
from rules.edge.common_examples import acl as _acl
from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution
from rules.edge.common_examples import listener as _listener
from rules.edge.common_examples import rule as _rule

FORWARDED: Any = {
    "limit": 2000,
    "aggregate_key_type": "FORWARDED_IP",
    "forwarded_ip_config": {"header_name": "X-Forwarded-For", "fallback_behavior": "MATCH"},
}
VISIBLE = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "shop"}


def _behind(acl: aws.wafv2.WebAcl) -> None:
    balancer = _balancer()
    _listener(balancer, port=80, protocol="HTTP", certificate_arn=None)
    aws.wafv2.WebAclAssociation("web", web_acl_arn=acl.arn, resource_arn=balancer.arn)
    _distribution(origins=[_custom(balancer.dns_name, origin_protocol_policy="http-only")])


def good_forwarded() -> None:
    """The address is the first in X-Forwarded-For."""
    _behind(_acl(scope="REGIONAL", rules=[_rule({"rate_based_statement": FORWARDED})]))


def good_no_limit() -> None:
    """The limit is in the distribution's own web ACL."""
    _behind(_acl(scope="REGIONAL"))


def bad_connection() -> None:
    """Web ACL `shop` is behind a distribution, but limits rates by the address of the connection, which is
    CloudFront's: all viewers count as one."""
    _behind(_acl(scope="REGIONAL", rules=[_rule(PER_ADDRESS)]))


def bad_json() -> None:
    """Web ACL `shop` is behind a distribution, but limits rates by the address of the connection, which is
    CloudFront's: all viewers count as one."""
    rule = {
        "Name": "rate",
        "Priority": 1,
        "Action": {"Block": {}},
        "Statement": {"RateBasedStatement": {"Limit": 2000}},
        "VisibilityConfig": VISIBLE,
    }
    _behind(_acl(scope="REGIONAL", rule_json=json.dumps([rule])))


def bad_group() -> None:
    """Web ACL `shop` is behind a distribution, but limits rates by the address of the connection, which is
    CloudFront's: all viewers count as one."""
    settings: Any = {"visibility_config": SHOWN, "rules": [_rule(PER_ADDRESS)]}
    group = aws.wafv2.RuleGroup("limits", scope="REGIONAL", capacity=10, **settings)
    _behind(_acl(scope="REGIONAL", rules=[_rule({"rule_group_reference_statement": {"arn": group.arn}})]))


def bad_inside_component() -> None:
    """Web ACL `shop` is behind a distribution, but limits rates by the address of the connection, which is
    CloudFront's: all viewers count as one."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Waf", "waf"))
    _behind(_acl(inside, scope="REGIONAL", rules=[_rule(PER_ADDRESS)]))

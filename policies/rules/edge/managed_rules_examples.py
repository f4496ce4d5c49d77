"""Programs that keep and break EDGE-037, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import COMMON, PER_ADDRESS
from rules.edge.common_examples import VISIBLE as SHOWN
from rules.edge.common_examples import acl as _acl
from rules.edge.common_examples import rule as _rule


def good_rule() -> None:
    """AWS's common rules, and a rate limit."""
    _acl(rules=[_rule(COMMON), _rule(PER_ADDRESS, "rate", priority=2)])


def good_separate() -> None:
    """The rule is a resource of its own."""
    settings: Any = {"override_action": {"none": {}}, "statement": COMMON, "visibility_config": SHOWN}
    aws.wafv2.WebAclRule("common", web_acl_arn=_acl().arn, name="common", priority=1, **settings)


def bad_none() -> None:
    """Web ACL `shop` has no managed rule group: it does not know the attacks of today."""
    _acl()


def bad_rate_only() -> None:
    """Web ACL `shop` has no managed rule group: it does not know the attacks of today."""
    _acl(rules=[_rule(PER_ADDRESS)])


def bad_inside_component() -> None:
    """Web ACL `shop` has no managed rule group: it does not know the attacks of today."""
    _acl(pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Waf", "waf")), rules=[_rule(PER_ADDRESS)])

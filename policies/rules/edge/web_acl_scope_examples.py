"""Programs that keep and break EDGE-005, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import acl as _acl
from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import distribution as _distribution

BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/0123456789abcdef"


def _associate(acl_arn: Any, resource_arn: Any) -> None:
    aws.wafv2.WebAclAssociation("web", web_acl_arn=acl_arn, resource_arn=resource_arn)


def good_distribution() -> None:
    """A distribution with a web ACL of its scope, in us-east-1."""
    _distribution(web_acl_id=_acl().arn)


def good_load_balancer() -> None:
    """A load balancer with a web ACL of its region."""
    _associate(_acl(scope="REGIONAL").arn, _balancer().arn)


def good_literal() -> None:
    """The ARN of another stack's web ACL tells its scope."""
    _distribution(web_acl_id="arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/0")


def bad_region() -> None:
    """Web ACL `shop` is of scope CLOUDFRONT but not in us-east-1: AWS refuses that."""
    provider = aws.Provider("europe", region="eu-west-1")
    _distribution(web_acl_id=_acl(pulumi.ResourceOptions(provider=provider)).arn)


def bad_own_region() -> None:
    """Web ACL `shop` is of scope CLOUDFRONT but not in us-east-1: AWS refuses that."""
    _acl(region="eu-west-1")


def bad_scope() -> None:
    """The web ACL of distribution `cdn` is not of scope CLOUDFRONT: AWS refuses it."""
    _distribution(web_acl_id=_acl(scope="REGIONAL").arn)


def bad_scope_of_literal() -> None:
    """The web ACL of distribution `cdn` is not of scope CLOUDFRONT: AWS refuses it."""
    _distribution(web_acl_id="arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/0")


def bad_associated_scope() -> None:
    """The web ACL of web ACL association `web` is not of scope REGIONAL: AWS refuses it."""
    _associate(_acl().arn, _balancer().arn)


def bad_associated_region() -> None:
    """The web ACL of web ACL association `web` is in another region than what it protects: AWS refuses that."""
    _associate(_acl(scope="REGIONAL", region="eu-west-1").arn, BALANCER)


def bad_associated_distribution() -> None:
    """Web ACL association `web` names a distribution: AWS takes its web ACL as its webAclId only."""
    _associate(_acl().arn, _distribution().arn)


def bad_inside_component() -> None:
    """The web ACL of distribution `cdn` is not of scope CLOUDFRONT: AWS refuses it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Waf", "waf"))
    _distribution(web_acl_id=_acl(inside, scope="REGIONAL").arn)


def unknown_outside() -> None:
    """The scope of its web ACL"""
    _distribution(web_acl_id="473e64fd-f30b-4765-81a0-62ad96dd167a")

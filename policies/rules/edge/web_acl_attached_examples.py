"""Programs that keep and break EDGE-035. The text of a bad one is what it is told."""

import pulumi

from rules.edge.common_examples import acl as _acl
from rules.edge.common_examples import distribution as _distribution


def good_by_reference() -> None:
    """A web ACL of the stack."""
    _distribution(web_acl_id=_acl().arn)


def good_literal() -> None:
    """A web ACL of another stack."""
    _distribution(web_acl_id="arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/0")


def bad_none() -> None:
    """Distribution `cdn` has no web ACL (webAclId): floods and exploits reach the services."""
    _acl()
    _distribution()


def bad_inside_component() -> None:
    """Distribution `cdn` has no web ACL (webAclId): floods and exploits reach the services."""
    _distribution(opts=pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop")))

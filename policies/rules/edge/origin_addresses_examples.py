"""Programs that keep and break EDGE-013, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import alias as _alias
from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution
from rules.edge.common_examples import listener as _listener

CLOUDFRONT = "pl-3b927c52"
HTTP: Any = {"protocol": "tcp", "from_port": 80, "to_port": 80}
WORLD = "0.0.0.0/0"


def _group(opts: pulumi.ResourceOptions | None = None, **source: Any) -> aws.ec2.SecurityGroup:
    ingress: Any = [{**HTTP, **source}]
    return aws.ec2.SecurityGroup("web", ingress=ingress if source else None, opts=opts)


def _behind(group: Any, opts: pulumi.ResourceOptions | None = None, **changes: Any) -> None:
    balancer = _balancer(security_groups=[group], opts=opts, **changes)
    _listener(balancer, port=80, protocol="HTTP", certificate_arn=None)
    _alias(balancer)
    _distribution(origins=[_custom("origin.example.com", origin_protocol_policy="http-only")])


def good_prefix_list() -> None:
    """CloudFront's own addresses."""
    _behind(_group(prefix_list_ids=[CLOUDFRONT]).id)


def good_internal() -> None:
    """An internal load balancer has no public address."""
    group = _group(cidr_blocks=[WORLD])
    _behind(group.id, internal=True)


def bad_inline() -> None:
    """Load balancer `web` is behind a distribution, but its security groups let in the whole internet: who knows its
    name goes around CDN and web ACL."""
    _behind(_group(cidr_blocks=[WORLD]).id)


def bad_separate() -> None:
    """Load balancer `web` is behind a distribution, but its security groups let in the whole internet: who knows its
    name goes around CDN and web ACL."""
    group = _group()
    aws.vpc.SecurityGroupIngressRule(
        "web", security_group_id=group.id, ip_protocol="tcp", from_port=80, to_port=80, cidr_ipv4=WORLD
    )
    _behind(group.id)


def bad_separate_old() -> None:
    """Load balancer `web` is behind a distribution, but its security groups let in the whole internet: who knows its
    name goes around CDN and web ACL."""
    group = _group()
    aws.ec2.SecurityGroupRule("web", security_group_id=group.id, type="ingress", cidr_blocks=[WORLD], **HTTP)
    _behind(group.id)


def bad_by_dependency() -> None:
    """Load balancer `web` is behind a distribution, but its security groups let in the whole internet: who knows its
    name goes around CDN and web ACL."""
    group = _group(ipv6_cidr_blocks=["::/0"])
    balancer = _balancer(security_groups=[group.id])
    _distribution(origins=[_custom(balancer.dns_name, origin_protocol_policy="http-only")])


def bad_inside_component() -> None:
    """Load balancer `web` is behind a distribution, but its security groups let in the whole internet: who knows its
    name goes around CDN and web ACL."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    group = _group(inside, cidr_blocks=[WORLD])
    _behind(group.id, opts=inside)


def unknown_group_outside() -> None:
    """What its security groups let in"""
    _behind("sg-0123456789abcdef0")

"""Programs that keep and break EDGE-026, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution
from rules.edge.common_examples import listener as _listener

CLOUDFRONT = "pl-3b927c52"


def _on(port: int, **source: Any) -> Any:
    return {"protocol": "tcp", "from_port": port, "to_port": port, **source}


def _behind(group: aws.ec2.SecurityGroup) -> None:
    balancer = _balancer(security_groups=[group.id])
    _listener(balancer, port=80, protocol="HTTP", certificate_arn=None)
    _distribution(origins=[_custom(balancer.dns_name, origin_protocol_policy="http-only")])


def _group(*ingress: Any, opts: pulumi.ResourceOptions | None = None) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup("web", ingress=list(ingress), opts=opts)


def good_one_port() -> None:
    """55 rules, and one for an office."""
    _behind(_group(_on(443, prefix_list_ids=[CLOUDFRONT]), _on(443, cidr_blocks=["198.51.100.0/24"])))


def good_own_list() -> None:
    """A prefix list of one's own counts as its largest size."""
    offices = aws.ec2.ManagedPrefixList("offices", address_family="IPv4", max_entries=5)
    group = _group(_on(443, prefix_list_ids=[offices.id]), _on(80, prefix_list_ids=[offices.id]))
    _behind(group)


def bad_two_ports() -> None:
    """Security group `web` has 110 inbound rules, of 60 that AWS takes by default: CloudFront's prefix list counts 55
    each time."""
    _behind(_group(_on(80, prefix_list_ids=[CLOUDFRONT]), _on(443, prefix_list_ids=[CLOUDFRONT])))


def bad_others_beside() -> None:
    """Security group `web` has 61 inbound rules, of 60 that AWS takes by default: CloudFront's prefix list counts 55
    each time."""
    offices = [f"198.51.{number}.0/24" for number in range(6)]
    _behind(_group(_on(443, prefix_list_ids=[CLOUDFRONT]), _on(443, cidr_blocks=offices)))


def bad_separate() -> None:
    """Security group `web` has 110 inbound rules, of 60 that AWS takes by default: CloudFront's prefix list counts 55
    each time."""
    group = aws.ec2.SecurityGroup("web")
    for port in (80, 443):
        aws.vpc.SecurityGroupIngressRule(
            f"on-{port}",
            security_group_id=group.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            prefix_list_id=CLOUDFRONT,
        )
    _behind(group)


def bad_inside_component() -> None:
    """Security group `web` has 110 inbound rules, of 60 that AWS takes by default: CloudFront's prefix list counts 55
    each time."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _behind(_group(_on(80, prefix_list_ids=[CLOUDFRONT]), _on(443, prefix_list_ids=[CLOUDFRONT]), opts=inside))

"""Programs that keep and break NETWORK-005, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

WORLD = "0.0.0.0/0"


def _block(first: int, last: int, protocol: str = "tcp", source: str = WORLD) -> aws.ec2.SecurityGroupIngressArgs:
    return aws.ec2.SecurityGroupIngressArgs(protocol=protocol, from_port=first, to_port=last, cidr_blocks=[source])


def _group(
    name: str, *ingress: aws.ec2.SecurityGroupIngressArgs, opts: pulumi.ResourceOptions | None = None
) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup(name, vpc_id="vpc-1", ingress=list(ingress), opts=opts)


def good_web() -> None:
    """HTTP and HTTPS are for everybody."""
    _group("web", _block(443, 443), _block(80, 80))


def good_range() -> None:
    """SSH from one network, PostgreSQL from one group."""
    office = _group("office", _block(22, 22, source="203.0.113.0/24"))
    aws.vpc.SecurityGroupIngressRule(
        "tasks",
        security_group_id=_group("data").id,
        referenced_security_group_id=office.id,
        ip_protocol="tcp",
        from_port=5432,
        to_port=5432,
    )


def bad_ssh() -> None:
    """Security group `web` lets the whole internet in on port 22."""
    _group("web", _block(443, 443), _block(22, 22))


def bad_everything() -> None:
    """Security group `web` lets the whole internet in on all ports."""
    _group("web", _block(0, 0, "-1"))


def bad_range_of_ports_ipv6() -> None:
    """Security group `data` lets the whole internet in on port 5432, 5601."""
    ports = aws.ec2.SecurityGroupIngressArgs(protocol="6", from_port=5000, to_port=6000, ipv6_cidr_blocks=["::/0"])
    _group("data", ports)


def bad_separate() -> None:
    """Security group `cache` lets the whole internet in on port 6379."""
    aws.vpc.SecurityGroupIngressRule(
        "world",
        security_group_id=_group("cache").id,
        cidr_ipv4=WORLD,
        ip_protocol="tcp",
        from_port=6379,
        to_port=6379,
    )


def bad_old_rule_in_a_component() -> None:
    """Security group `data` lets the whole internet in on port 3306."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "shop"))
    aws.ec2.SecurityGroupRule(
        "world",
        type="ingress",
        security_group_id=_group("data", opts=inside).id,
        cidr_blocks=[WORLD],
        protocol="tcp",
        from_port=3306,
        to_port=3306,
        opts=inside,
    )


def bad_rule_of_a_group_outside() -> None:
    """Ingress rule `world` lets the whole internet in on port 3389."""
    aws.vpc.SecurityGroupIngressRule(
        "world", security_group_id="sg-1", cidr_ipv4=WORLD, ip_protocol="tcp", from_port=3389, to_port=3389
    )

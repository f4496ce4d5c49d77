"""Programs that keep and break NETWORK-004, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

RANGE = "10.0.0.0/16"


def _group(
    name: str, ingress: list[aws.ec2.SecurityGroupIngressArgs] | None = None, opts: pulumi.ResourceOptions | None = None
) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup(name, vpc_id="vpc-1", ingress=ingress, opts=opts)


def _proxy(group: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    aws.rds.Proxy(
        "pool",
        engine_family="POSTGRESQL",
        role_arn="arn:aws:iam::123456789012:role/proxy",
        require_tls=True,
        auths=[aws.rds.ProxyAuthArgs(auth_scheme="SECRETS", iam_auth="REQUIRED")],
        vpc_subnet_ids=["subnet-1", "subnet-2"],
        vpc_security_group_ids=[group],
        opts=opts,
    )


def good_groups() -> None:
    """The tasks' group is let in, inline."""
    tasks = _group("tasks")
    _proxy(
        _group(
            "data",
            [
                aws.ec2.SecurityGroupIngressArgs(
                    protocol="tcp", from_port=5432, to_port=5432, security_groups=[tasks.id]
                )
            ],
        ).id
    )


def good_separate() -> None:
    """The same by a rule of its own."""
    data = _group("data")
    aws.vpc.SecurityGroupIngressRule(
        "tasks",
        security_group_id=data.id,
        referenced_security_group_id=_group("tasks").id,
        ip_protocol="tcp",
        from_port=5432,
        to_port=5432,
    )
    _proxy(data.id)


def bad_inline() -> None:
    """Security group `data` of database proxy `pool` lets in a range of addresses (security group `data`): name the
    security groups of those who use it."""
    ports = aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=5432, to_port=5432, cidr_blocks=[RANGE])
    _proxy(_group("data", [ports]).id)


def bad_separate() -> None:
    """Security group `data` of database proxy `pool` lets in a range of addresses (ingress rule `vpc`): name the
    security groups of those who use it."""
    data = _group("data")
    aws.vpc.SecurityGroupIngressRule(
        "vpc", security_group_id=data.id, cidr_ipv4=RANGE, ip_protocol="tcp", from_port=5432, to_port=5432
    )
    _proxy(data.id)


def bad_old_rule_in_a_component() -> None:
    """Security group `data` of database proxy `pool` lets in a range of addresses (security group rule `vpc`): name the
    security groups of those who use it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "shop"))
    data = _group("data", opts=inside)
    aws.ec2.SecurityGroupRule(
        "vpc",
        type="ingress",
        security_group_id=data.id,
        cidr_blocks=[RANGE],
        protocol="tcp",
        from_port=5432,
        to_port=5432,
        opts=inside,
    )
    _proxy(data.id, inside)


def bad_cache() -> None:
    """Security group `data` of serverless cache `cache` lets in a range of addresses (security group `data`): name the
    security groups of those who use it."""
    ports = aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=6379, to_port=6379, ipv6_cidr_blocks=["::/0"])
    aws.elasticache.ServerlessCache(
        "cache", name="cache", engine="valkey", security_group_ids=[_group("data", [ports]).id]
    )


def unknown_group_of_another_stack() -> None:
    """Its security groups, or what those outside the stack let in"""
    _proxy("sg-0123456789abcdef0")

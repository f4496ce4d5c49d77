"""Programs that keep and break NETWORK-009, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _endpoint(
    *blocks: aws.ec2.SecurityGroupIngressArgs, kind: str = "Interface", opts: pulumi.ResourceOptions | None = None
) -> aws.ec2.SecurityGroup:
    vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", opts=opts)
    group = aws.ec2.SecurityGroup("endpoints", vpc_id=vpc.id, ingress=list(blocks) or None, opts=opts)
    gateway = kind == "Gateway"
    aws.ec2.VpcEndpoint(
        "service",
        vpc_id=vpc.id,
        service_name="com.amazonaws.us-east-1.s3" if gateway else "com.amazonaws.us-east-1.logs",
        vpc_endpoint_type=kind,
        security_group_ids=None if gateway else [group.id],
        opts=opts,
    )
    return group


def _from_vpc(port: int) -> aws.ec2.SecurityGroupIngressArgs:
    return aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=port, to_port=port, cidr_blocks=["10.0.0.0/16"])


def good_inline() -> None:
    """The VPC may call."""
    _endpoint(_from_vpc(443))


def good_separate() -> None:
    """A rule of its own says so."""
    group = _endpoint()
    aws.vpc.SecurityGroupIngressRule(
        "vpc",
        security_group_id=group.id,
        cidr_ipv4="10.0.0.0/16",
        ip_protocol="tcp",
        from_port=443,
        to_port=443,
    )


def good_gateway() -> None:
    """A gateway endpoint is a route and has no groups."""
    _endpoint(kind="Gateway")


def bad_closed() -> None:
    """The security groups of VPC endpoint `service` let nothing in on port 443."""
    _endpoint()


def bad_other_port() -> None:
    """The security groups of VPC endpoint `service` let nothing in on port 443."""
    _endpoint(_from_vpc(80))


def bad_inside_component() -> None:
    """The security groups of VPC endpoint `service` let nothing in on port 443."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "shop"))
    group = _endpoint(opts=inside)
    aws.ec2.SecurityGroupRule(
        "out",
        type="egress",
        security_group_id=group.id,
        cidr_blocks=["10.0.0.0/16"],
        protocol="tcp",
        from_port=443,
        to_port=443,
        opts=inside,
    )

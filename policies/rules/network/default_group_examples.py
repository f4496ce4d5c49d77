"""Programs that keep and break NETWORK-006, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _vpc(opts: pulumi.ResourceOptions | None = None) -> aws.ec2.Vpc:
    return aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", opts=opts)


def good_closed() -> None:
    """The default group is taken over and emptied."""
    aws.ec2.DefaultSecurityGroup("main", vpc_id=_vpc().id)


def bad_left_alone() -> None:
    """VPC `main` leaves its default security group open, as AWS makes it."""
    _vpc()


def bad_rules() -> None:
    """VPC `main` has rules in its default security group (default security group `main`)."""
    block = aws.ec2.DefaultSecurityGroupIngressArgs(protocol="-1", from_port=0, to_port=0, self=True)
    aws.ec2.DefaultSecurityGroup("main", vpc_id=_vpc().id, ingress=[block])


def bad_separate_rule_in_a_component() -> None:
    """VPC `main` has rules in its default security group (default security group `main`)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "shop"))
    group = aws.ec2.DefaultSecurityGroup("main", vpc_id=_vpc(inside).id, opts=inside)
    aws.vpc.SecurityGroupEgressRule(
        "out", security_group_id=group.id, cidr_ipv4="0.0.0.0/0", ip_protocol="-1", opts=inside
    )


def bad_other_vpc_is_closed() -> None:
    """VPC `main` leaves its default security group open, as AWS makes it."""
    other = aws.ec2.Vpc("other", cidr_block="10.1.0.0/16")
    aws.ec2.DefaultSecurityGroup("other", vpc_id=other.id)
    _vpc()

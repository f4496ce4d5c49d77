"""Programs that keep and break NETWORK-007, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

BUCKET = "arn:aws:s3:::flow-logs"


def _vpc(name: str = "main", opts: pulumi.ResourceOptions | None = None) -> aws.ec2.Vpc:
    return aws.ec2.Vpc(name, cidr_block="10.0.0.0/16", opts=opts)


def good_vpc() -> None:
    """The VPC is recorded."""
    aws.ec2.FlowLog("main", vpc_id=_vpc().id, traffic_type="ALL", log_destination_type="s3", log_destination=BUCKET)


def good_subnets() -> None:
    """Its only subnet is recorded."""
    subnet = aws.ec2.Subnet("private", vpc_id=_vpc().id, cidr_block="10.0.0.0/24", availability_zone="us-east-1a")
    aws.ec2.FlowLog(
        "private", subnet_id=subnet.id, traffic_type="ALL", log_destination_type="s3", log_destination=BUCKET
    )


def bad_none() -> None:
    """VPC `main` has no flow log."""
    _vpc()


def bad_other_vpc() -> None:
    """VPC `main` has no flow log."""
    _vpc()
    other = _vpc("other").id
    aws.ec2.FlowLog("other", vpc_id=other, traffic_type="ALL", log_destination_type="s3", log_destination=BUCKET)


def bad_one_of_two_subnets_in_a_component() -> None:
    """VPC `main` has no flow log."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "shop"))
    vpc = _vpc(opts=inside)
    first, _ = (
        aws.ec2.Subnet(f"private-{number}", vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24", opts=inside)
        for number in range(2)
    )
    aws.ec2.FlowLog("p", subnet_id=first.id, traffic_type="ALL", log_destination_type="s3", log_destination=BUCKET)

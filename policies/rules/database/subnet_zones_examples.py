"""Programs that keep and break DATABASE-003, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _subnets(*zones: str | None, opts: pulumi.ResourceOptions | None = None) -> list[aws.ec2.Subnet]:
    vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", opts=opts)
    return [
        aws.ec2.Subnet(
            f"data-{number}",
            vpc_id=vpc.id,
            cidr_block=f"10.0.{number}.0/24",
            availability_zone=zone,
            opts=opts,
        )
        for number, zone in enumerate(zones)
    ]


def _group(subnet_ids: list[pulumi.Input[str]]) -> None:
    aws.rds.SubnetGroup("main", subnet_ids=subnet_ids)


def good_two_zones() -> None:
    """A subnet in each of two zones."""
    _group([subnet.id for subnet in _subnets("us-east-1a", "us-east-1b")])


def bad_one_zone() -> None:
    """Database subnet group `main` lies in one Availability Zone; AWS asks for 2."""
    _group([subnet.id for subnet in _subnets("us-east-1a", "us-east-1a")])


def bad_one_subnet() -> None:
    """Database subnet group `main` lies in one Availability Zone; AWS asks for 2."""
    _group([_subnets("us-east-1a")[0].id])


def bad_inside_component() -> None:
    """Database subnet group `main` lies in one Availability Zone; AWS asks for 2."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "network"))
    _group([subnet.id for subnet in _subnets("us-east-1a", "us-east-1a", opts=inside)])


def unknown_outside() -> None:
    """Its subnets, and their Availability Zones"""
    _group(["subnet-11111111", "subnet-22222222"])

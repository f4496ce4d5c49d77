"""Programs that keep and break NETWORK-008. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_default() -> None:
    """AWS's default."""
    aws.ec2.Subnet("private", vpc_id="vpc-1", cidr_block="10.0.0.0/24")


def bad_public() -> None:
    """Subnet `public` gives a public address to everything that is launched in it (mapPublicIpOnLaunch)."""
    aws.ec2.Subnet("public", vpc_id="vpc-1", cidr_block="10.0.0.0/24", map_public_ip_on_launch=True)


def bad_inside_component() -> None:
    """Subnet `public` gives a public address to everything that is launched in it (mapPublicIpOnLaunch)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "shop"))
    aws.ec2.Subnet("public", vpc_id="vpc-1", cidr_block="10.0.0.0/24", map_public_ip_on_launch=True, opts=inside)

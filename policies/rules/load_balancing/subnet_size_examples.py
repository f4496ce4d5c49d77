"""Programs that keep and break BALANCER-009, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _subnet(zone: str, cidr: str, opts: pulumi.ResourceOptions | None = None) -> aws.ec2.Subnet:
    return aws.ec2.Subnet(f"public-{zone}", vpc_id="vpc-1", availability_zone=zone, cidr_block=cidr, opts=opts)


def good_enough() -> None:
    """A /27 and a /24."""
    subnets = [_subnet("us-east-1a", "10.0.0.0/27"), _subnet("us-east-1b", "10.0.1.0/24")]
    aws.lb.LoadBalancer("web", subnets=[subnet.id for subnet in subnets])


def bad_small() -> None:
    """Load balancer `web` stands in subnet `public-us-east-1b`, which is smaller than the /27 that AWS wants."""
    subnets = [_subnet("us-east-1a", "10.0.0.0/24"), _subnet("us-east-1b", "10.0.1.0/28")]
    aws.lb.LoadBalancer("web", subnets=[subnet.id for subnet in subnets])


def bad_mappings_in_a_component() -> None:
    """Load balancer `web` stands in subnet `public-us-east-1a`, which is smaller than the /27 that AWS wants."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    ids = [_subnet("us-east-1a", "10.0.0.0/28", inside).id, _subnet("us-east-1b", "10.0.1.0/24", inside).id]
    mappings = [aws.lb.LoadBalancerSubnetMappingArgs(subnet_id=subnet) for subnet in ids]
    aws.lb.LoadBalancer("web", subnet_mappings=mappings, opts=inside)


def unknown_subnets_of_another_stack() -> None:
    """Its subnets and their ranges"""
    aws.lb.LoadBalancer("web", subnets=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"])

"""Programs that keep and break BALANCER-008, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _subnet(number: int, zone: str, opts: pulumi.ResourceOptions | None = None) -> aws.ec2.Subnet:
    cidr = f"10.0.{number}.0/24"
    return aws.ec2.Subnet(f"public-{number}", vpc_id="vpc-1", availability_zone=zone, cidr_block=cidr, opts=opts)


def good_two_zones() -> None:
    """A subnet in each of two zones."""
    subnets = [_subnet(1, "us-east-1a"), _subnet(2, "us-east-1b")]
    aws.lb.LoadBalancer("web", subnets=[subnet.id for subnet in subnets])


def good_mappings() -> None:
    """The other spelling."""
    ids = [_subnet(1, "us-east-1a").id, _subnet(2, "us-east-1b").id]
    aws.lb.LoadBalancer(
        "web", subnet_mappings=[aws.lb.LoadBalancerSubnetMappingArgs(subnet_id=subnet) for subnet in ids]
    )


def good_network() -> None:
    """A Network Load Balancer may stand in one zone."""
    aws.lb.LoadBalancer("tcp", load_balancer_type="network", subnets=[_subnet(1, "us-east-1a").id])


def good_local_zone() -> None:
    """One Local Zone is enough."""
    aws.lb.LoadBalancer("web", subnets=[_subnet(1, "us-west-2-lax-1a").id])


def bad_one_zone() -> None:
    """Load balancer `web` has 2 subnets in one zone; AWS wants two zones at least, and one subnet in each."""
    subnets = [_subnet(1, "us-east-1a"), _subnet(2, "us-east-1a")]
    aws.lb.LoadBalancer("web", subnets=[subnet.id for subnet in subnets])


def bad_zone_twice() -> None:
    """Load balancer `web` has 3 subnets in 2 zones; AWS wants two zones at least, and one subnet in each."""
    zones = ["us-east-1a", "us-east-1b", "us-east-1b"]
    aws.lb.LoadBalancer("web", subnets=[_subnet(number, zone).id for number, zone in enumerate(zones)])


def bad_mappings() -> None:
    """Load balancer `web` has 2 subnets in one zone; AWS wants two zones at least, and one subnet in each."""
    ids = [_subnet(1, "us-east-1a").id, _subnet(2, "us-east-1a").id]
    aws.lb.LoadBalancer(
        "web", subnet_mappings=[aws.lb.LoadBalancerSubnetMappingArgs(subnet_id=subnet) for subnet in ids]
    )


def bad_one_subnet_outside() -> None:
    """Load balancer `web` has 1 subnet in 0 zones; AWS wants two zones at least, and one subnet in each."""
    aws.lb.LoadBalancer("web", subnets=["subnet-0123456789abcdef0"])


def bad_inside_component() -> None:
    """Load balancer `web` has 1 subnet in one zone; AWS wants two zones at least, and one subnet in each."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    aws.lb.LoadBalancer("web", subnets=[_subnet(1, "us-east-1a", inside).id], opts=inside)


def unknown_subnets_of_another_stack() -> None:
    """Its subnets and their zones"""
    aws.lb.LoadBalancer("web", subnets=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"])

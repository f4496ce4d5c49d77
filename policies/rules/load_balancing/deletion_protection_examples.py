"""Programs that keep and break BALANCER-004. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

SUBNETS = ["subnet-1", "subnet-2"]


def good_protected_by_aws() -> None:
    """AWS refuses to delete it."""
    aws.lb.LoadBalancer("web", subnets=SUBNETS, enable_deletion_protection=True)


def good_protected_by_pulumi() -> None:
    """Pulumi refuses to delete it."""
    aws.lb.LoadBalancer("web", subnets=SUBNETS, opts=pulumi.ResourceOptions(protect=True))


def bad_unprotected() -> None:
    """Load balancer `web` can be deleted by one command: nothing protects it."""
    aws.lb.LoadBalancer("web", subnets=SUBNETS)


def bad_network() -> None:
    """Load balancer `tcp` can be deleted by one command: nothing protects it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    aws.lb.LoadBalancer("tcp", load_balancer_type="network", subnets=SUBNETS, opts=inside)

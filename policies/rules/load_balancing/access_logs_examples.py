"""Programs that keep and break BALANCER-006. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

SUBNETS = ["subnet-1", "subnet-2"]


def good_enabled() -> None:
    """Each request leaves a line in the bucket."""
    logs = aws.lb.LoadBalancerAccessLogsArgs(enabled=True, bucket="logs-of-another-stack")
    aws.lb.LoadBalancer("web", subnets=SUBNETS, access_logs=logs)


def good_network() -> None:
    """A Network Load Balancer logs TLS connections only, so it is left out."""
    aws.lb.LoadBalancer("tcp", load_balancer_type="network", subnets=SUBNETS)


def bad_none() -> None:
    """Load balancer `web` keeps no access logs."""
    aws.lb.LoadBalancer("web", subnets=SUBNETS)


def bad_not_enabled() -> None:
    """Load balancer `web` keeps no access logs."""
    logs = aws.lb.LoadBalancerAccessLogsArgs(bucket="logs-of-another-stack")
    aws.lb.LoadBalancer("web", subnets=SUBNETS, access_logs=logs)


def bad_of_the_old_type_in_a_component() -> None:
    """Load balancer `web` keeps no access logs."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    aws.alb.LoadBalancer("web", subnets=SUBNETS, opts=inside)

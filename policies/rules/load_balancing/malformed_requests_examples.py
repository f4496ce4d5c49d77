"""Programs that keep and break BALANCER-003. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

SUBNETS = ["subnet-1", "subnet-2"]


def good_drops() -> None:
    """Invalid headers are dropped; the mitigation is at its default."""
    aws.lb.LoadBalancer("web", subnets=SUBNETS, drop_invalid_header_fields=True)


def good_strictest() -> None:
    """Whatever is not by the letter of the standard is refused."""
    aws.lb.LoadBalancer("web", subnets=SUBNETS, drop_invalid_header_fields=True, desync_mitigation_mode="strictest")


def good_network() -> None:
    """A Network Load Balancer reads no headers."""
    aws.lb.LoadBalancer("tcp", load_balancer_type="network", subnets=SUBNETS)


def bad_headers() -> None:
    """Load balancer `web` passes headers with invalid names on (dropInvalidHeaderFields)."""
    aws.lb.LoadBalancer("web", subnets=SUBNETS)


def bad_monitors() -> None:
    """Load balancer `web` only monitors requests that may be smuggling (desyncMitigationMode)."""
    aws.lb.LoadBalancer("web", subnets=SUBNETS, drop_invalid_header_fields=True, desync_mitigation_mode="monitor")


def bad_of_the_old_type_in_a_component() -> None:
    """Load balancer `web` passes headers with invalid names on (dropInvalidHeaderFields)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    aws.alb.LoadBalancer("web", subnets=SUBNETS, drop_invalid_header_fields=False, opts=inside)

"""Programs that keep and break BALANCER-002. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _group(timeout: int | None, interval: int | None, opts: pulumi.ResourceOptions | None = None) -> None:
    check = aws.lb.TargetGroupHealthCheckArgs(path="/health", timeout=timeout, interval=interval)
    aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id="vpc-1", health_check=check, opts=opts)


def good_shorter() -> None:
    """A check every 15 s that takes 5 s at most."""
    _group(timeout=5, interval=15)


def good_defaults() -> None:
    """AWS's own numbers: 5 s of 30 s."""
    aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id="vpc-1")


def bad_equal() -> None:
    """Target group `web` waits 10 s for the answer to a health check and begins one every 10 s."""
    _group(timeout=10, interval=10)


def bad_interval_at_its_default() -> None:
    """Target group `web` waits 60 s for the answer to a health check and begins one every 30 s."""
    _group(timeout=60, interval=None)


def bad_timeout_at_its_default() -> None:
    """Target group `web` waits 5 s for the answer to a health check and begins one every 5 s."""
    _group(timeout=None, interval=5, opts=pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:x:Y", "shop")))

"""What both kinds of target group are told: where the tasks are, how they are asked for their health, how they leave.

The two add what only one kind of load balancer can do. Losing tasks costs what is in flight there and, until the check
notices, what is sent there: at most unhealthy threshold x interval.
"""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

# What AWS accepts, by argument (ELB API reference: CreateTargetGroup, TargetGroupAttribute).
_RANGES = {
    "port": (1, 65535),
    "healthy_threshold": (2, 10),
    "unhealthy_threshold": (2, 10),
    "health_interval_seconds": (5, 300),
    "health_timeout_seconds": (2, 120),
    "deregistration_delay_seconds": (0, 3600),
}


@dataclass(frozen=True, kw_only=True)
class TargetsArgs:
    """Arguments that both kinds of target group have."""

    # The VPC that the tasks are in.
    vpc_id: pulumi.Input[str]
    # Port that the containers listen on.
    port: int = 8080
    # Path of an HTTP health check. None: what the kind of group does by itself.
    health_path: str | None = None
    # Good answers in a row that bring a task in: 2 x 15 s, counted in how fast the service grows.
    healthy_threshold: int = 2
    # Bad answers in a row that take a task out: 3 x 15 s, so that one hiccup does not.
    unhealthy_threshold: int = 3
    # Time between two checks of a task, in seconds.
    health_interval_seconds: int = 15
    # Time that a check may take, in seconds; less than the interval.
    health_timeout_seconds: int = 5
    # Time that a leaving task keeps its open requests or connections, in seconds; the longest request takes less.
    deregistration_delay_seconds: int = 30

    def __post_init__(self) -> None:
        for field, (low, high) in _RANGES.items():
            if not low <= getattr(self, field) <= high:
                raise ValueError(f"{field} is {getattr(self, field)}: choose {low} to {high}")
        if self.health_timeout_seconds >= self.health_interval_seconds:
            raise ValueError(
                "a health check must end before the next one: make health_timeout_seconds less than the interval"
            )
        if self.health_path is not None and not self.health_path.startswith("/"):
            raise ValueError(f"the health path {self.health_path!r} is not a path: start it with a slash")


def health_check(
    args: TargetsArgs, *, protocol: str, path: str | None, codes: str | None, port: str = "traffic-port"
) -> aws.lb.TargetGroupHealthCheckArgs:
    """The health check of ``args``, with what each kind of group asks for."""
    return aws.lb.TargetGroupHealthCheckArgs(
        enabled=True,
        protocol=protocol,
        port=port,
        path=path,
        matcher=codes,
        healthy_threshold=args.healthy_threshold,
        unhealthy_threshold=args.unhealthy_threshold,
        interval=args.health_interval_seconds,
        timeout=args.health_timeout_seconds,
    )

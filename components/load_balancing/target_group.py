"""A target group: the tasks of one service that may be given requests.

It asks every task for ``/health`` and sends requests only to those that answer; a task that leaves gets no new requests
and some time to finish the old ones. It owns the health check that *routes*; the container's own health check, which
*replaces* tasks, belongs to compute. Losing tasks or a zone costs the requests in flight there and, until the check
notices, those sent there: at most unhealthy threshold x interval.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from components.load_balancing.targets import TargetsArgs, health_check

if TYPE_CHECKING:
    from components.load_balancing.load_balancer import LoadBalancer


class ProtocolVersion(Enum):
    """What the load balancer speaks with the tasks."""

    HTTP1 = "HTTP1"
    HTTP2 = "HTTP2"
    GRPC = "GRPC"


class BalancingAlgorithm(Enum):
    """How a task is chosen for a request."""

    ROUND_ROBIN = "round_robin"
    # The task with the fewest requests in flight: for requests of very different length.
    LEAST_OUTSTANDING_REQUESTS = "least_outstanding_requests"
    # By chance; the only one with which anomaly mitigation works.
    WEIGHTED_RANDOM = "weighted_random"


# Health checks of the two kinds: path and codes of success. gRPC has a standard service for it; its code 0 is OK.
_HTTP_CHECK = ("/health", "200")
_GRPC_CHECK = ("/grpc.health.v1.Health/Check", "0")

# Seconds, if there is a slow start (ELB API reference: TargetGroupAttribute).
_SLOW_START_RANGE = (30, 900)


@dataclass(frozen=True, kw_only=True)
class TargetGroupArgs(TargetsArgs):
    """Arguments of TargetGroup."""

    # What the containers speak. GRPC needs a route on the HTTPS listener, which every route of ours is.
    protocol_version: ProtocolVersion = ProtocolVersion.HTTP1
    # Path of the health check. None: /health, or the standard health service for gRPC.
    health_path: str | None = None
    # Codes that mean healthy. None: 200, or 0 for gRPC.
    health_codes: str | None = None
    # Time in which a new task's share of requests grows from nothing, in seconds; 0 gives it its full share at once.
    slow_start_seconds: int = 0
    # How a task is chosen for a request.
    algorithm: BalancingAlgorithm = BalancingAlgorithm.ROUND_ROBIN
    # Whether a task that fails more than the others gets fewer requests until it is better; with WEIGHTED_RANDOM only.
    anomaly_mitigation: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_slow_start()
        if self.anomaly_mitigation and self.algorithm is not BalancingAlgorithm.WEIGHTED_RANDOM:
            raise ValueError("AWS mitigates anomalies with the weighted random algorithm only: choose WEIGHTED_RANDOM")

    def _check_slow_start(self) -> None:
        low, high = _SLOW_START_RANGE
        if self.slow_start_seconds and not low <= self.slow_start_seconds <= high:
            raise ValueError(f"slow_start_seconds is {self.slow_start_seconds}: choose 0 (off) or {low} to {high}")
        if self.slow_start_seconds and self.algorithm is not BalancingAlgorithm.ROUND_ROBIN:
            words = self.algorithm.value.replace("_", " ")
            raise ValueError(f"AWS has no slow start with {words}: choose round robin or no slow start")


class TargetGroup(pulumi.ComponentResource):
    """A target group for the tasks of one service, by address.

    Its physical name is made by Pulumi and holds the component's name of at most 24 characters, so that a replacement
    can stand beside the old group until the routes point to it.

    *Creates*: the target group.

    *Outputs*: ``arn``, ``arn_suffix`` (the metric dimension), ``name``.

    *Cost*: none.

    *Rules that watch it*: tasks with their own addresses have target type ip; the check's timeout is below its
    interval; slow start goes with round robin only; a service's health check grace period covers its start
    and the unhealthy window; the deregistration delay fits the service's stop timeout.
    """

    arn: pulumi.Output[str]
    arn_suffix: pulumi.Output[str]
    name: pulumi.Output[str]

    def __init__(self, name: str, args: TargetGroupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:TargetGroup", name, {}, opts)
        group = aws.lb.TargetGroup(
            name,
            vpc_id=args.vpc_id,
            target_type="ip",  # Fargate tasks have addresses, not instances
            port=args.port,
            protocol="HTTP",
            protocol_version=args.protocol_version.value,
            health_check=_health_check(args),
            deregistration_delay=args.deregistration_delay_seconds,
            slow_start=args.slow_start_seconds,
            load_balancing_algorithm_type=args.algorithm.value,
            load_balancing_anomaly_mitigation="on" if args.anomaly_mitigation else None,
            # any task can answer any request: sessions are in the cache
            stickiness=aws.lb.TargetGroupStickinessArgs(enabled=False, type="lb_cookie"),
            tags={"Name": name},
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.arn = group.arn
        self.arn_suffix = group.arn_suffix
        self.name = group.name
        self.register_outputs({"arn": self.arn, "arn_suffix": self.arn_suffix, "name": self.name})


def _health_check(args: TargetGroupArgs) -> aws.lb.TargetGroupHealthCheckArgs:
    path, codes = _GRPC_CHECK if args.protocol_version is ProtocolVersion.GRPC else _HTTP_CHECK
    return health_check(args, protocol="HTTP", path=args.health_path or path, codes=args.health_codes or codes)


def request_count_label(load_balancer: "LoadBalancer", target_group: TargetGroup) -> pulumi.Output[str]:
    """The resource label by which target tracking finds the requests per target of a group behind a load balancer."""
    return pulumi.Output.concat(load_balancer.arn_suffix, "/", target_group.arn_suffix)

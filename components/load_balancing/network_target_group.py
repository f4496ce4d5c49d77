"""A target group behind a network load balancer: the tasks of one service that may be given connections.

The counterpart of ``target_group`` for TCP, TLS and UDP. It asks every task whether it takes a connection, or for a
path if the task speaks HTTP, and gives new connections only to those that answer; a task that leaves gets no new ones
and some time to finish the old ones, which are cut off then. A connection stays with its task for life: losing a task
or a zone costs the connections there and, until the check notices, those sent there (unhealthy threshold x interval).
"""

from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws


class NetworkProtocol(Enum):
    """What a network load balancer takes from clients, or speaks with the tasks."""

    TCP = "TCP"
    # The load balancer ends TLS if a listener speaks it, and encrypts again if the target group does.
    TLS = "TLS"
    UDP = "UDP"


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
class NetworkTargetGroupArgs:
    """Arguments of NetworkTargetGroup."""

    # The VPC that the tasks are in.
    vpc_id: pulumi.Input[str]
    # Port that the containers listen on.
    port: int = 8080
    # What the containers speak.
    protocol: NetworkProtocol = NetworkProtocol.TCP
    # Path of an HTTP health check. None: a TCP connection is enough.
    health_path: str | None = None
    # Codes that mean healthy, with a health_path.
    health_codes: str = "200"
    # Port that is asked. None: the one that connections go to, which for UDP cannot answer.
    health_port: int | None = None
    # Good answers in a row that bring a task in: 2 x 15 s, as behind the application load balancer.
    healthy_threshold: int = 2
    # Bad answers in a row that take a task out: 3 x 15 s.
    unhealthy_threshold: int = 3
    # Time between two checks of a task, in seconds.
    health_interval_seconds: int = 15
    # Time that a check may take, in seconds; less than the interval.
    health_timeout_seconds: int = 5
    # Time that a leaving task keeps its connections, in seconds.
    deregistration_delay_seconds: int = 30
    # Whether connections that are still open then are cut off. ECS stops the task anyway; this way clients are told.
    terminate_connections: bool = True
    # Whether tasks see the clients' addresses as the source of connections; always so for UDP.
    preserve_client_ip: bool = False
    # Whether a connection begins with a line that names the client (proxy protocol 2); the program must expect it.
    proxy_protocol: bool = False

    def __post_init__(self) -> None:
        for field, (low, high) in _RANGES.items():
            if not low <= getattr(self, field) <= high:
                raise ValueError(f"{field} is {getattr(self, field)}: choose {low} to {high}")
        if self.health_timeout_seconds >= self.health_interval_seconds:
            raise ValueError(
                "a health check must end before the next one: make health_timeout_seconds less than the interval"
            )
        self._check_what_is_asked()

    def _check_what_is_asked(self) -> None:
        if self.health_path is not None and not self.health_path.startswith("/"):
            raise ValueError(f"the health path {self.health_path!r} is not a path: start it with a slash")
        if self.health_port is not None and not 1 <= self.health_port <= 65535:
            raise ValueError(f"health_port is {self.health_port}: choose 1 to 65535, or None for the containers' own")
        if self.protocol is NetworkProtocol.UDP and self.health_port is None:
            raise ValueError("health checks do not speak UDP: give the health_port of a TCP or HTTP check")


class NetworkTargetGroup(pulumi.ComponentResource):
    """A target group for the tasks of one service behind a network load balancer, by address.

    Its physical name is made by Pulumi and holds the component's name of at most 24 characters, so that a replacement
    can stand beside the old group until a listener points to it.

    *Creates*: the target group.

    *Outputs*: ``arn``, ``arn_suffix`` (the metric dimension), ``name``; ``protocol``, for listeners to fit.

    *Cost*: none.

    *Rules that watch it*: tasks with their own addresses have target type ip; the check's timeout is below its
    interval; a service's health check grace period covers its start and the unhealthy window.
    """

    arn: pulumi.Output[str]
    arn_suffix: pulumi.Output[str]
    name: pulumi.Output[str]

    def __init__(self, name: str, args: NetworkTargetGroupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:NetworkTargetGroup", name, {}, opts)
        self.protocol = args.protocol
        group = aws.lb.TargetGroup(
            name,
            vpc_id=args.vpc_id,
            target_type="ip",  # Fargate tasks have addresses, not instances
            port=args.port,
            protocol=args.protocol.value,
            health_check=_health_check(args),
            deregistration_delay=args.deregistration_delay_seconds,
            connection_termination=args.terminate_connections,
            preserve_client_ip=_preserve_client_ip(args),
            proxy_protocol_v2=args.proxy_protocol,
            tags={"Name": name},
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.arn = group.arn
        self.arn_suffix = group.arn_suffix
        self.name = group.name
        self.register_outputs({"arn": self.arn, "arn_suffix": self.arn_suffix, "name": self.name})


def _health_check(args: NetworkTargetGroupArgs) -> aws.lb.TargetGroupHealthCheckArgs:
    by_path = args.health_path is not None
    return aws.lb.TargetGroupHealthCheckArgs(
        enabled=True,
        protocol="HTTP" if by_path else "TCP",
        port=str(args.health_port) if args.health_port else "traffic-port",
        path=args.health_path,
        matcher=args.health_codes if by_path else None,
        healthy_threshold=args.healthy_threshold,
        unhealthy_threshold=args.unhealthy_threshold,
        interval=args.health_interval_seconds,
        timeout=args.health_timeout_seconds,
    )


def _preserve_client_ip(args: NetworkTargetGroupArgs) -> str | None:
    """AWS lets nobody choose for UDP."""
    return None if args.protocol is NetworkProtocol.UDP else str(args.preserve_client_ip).lower()

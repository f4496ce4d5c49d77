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

from components.load_balancing.targets import TargetsArgs, health_check


class NetworkProtocol(Enum):
    """What a network load balancer takes from clients, or speaks with the tasks."""

    TCP = "TCP"
    # The load balancer ends TLS if a listener speaks it, and encrypts again if the target group does.
    TLS = "TLS"
    UDP = "UDP"


@dataclass(frozen=True, kw_only=True)
class NetworkTargetGroupArgs(TargetsArgs):
    """Arguments of NetworkTargetGroup."""

    # What the containers speak.
    protocol: NetworkProtocol = NetworkProtocol.TCP
    # Path of an HTTP health check. None: a TCP connection is enough.
    health_path: str | None = None
    # Codes that mean healthy, with a health_path.
    health_codes: str = "200"
    # Port that is asked. None: the one that connections go to, which for UDP cannot answer.
    health_port: int | None = None
    # Whether connections that are still open then are cut off. ECS stops the task anyway; this way clients are told.
    terminate_connections: bool = True
    # Whether tasks see the clients' addresses as the source of connections; always so for UDP.
    preserve_client_ip: bool = False
    # Whether a connection begins with a line that names the client (proxy protocol 2); the program must expect it.
    proxy_protocol: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
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
    return health_check(
        args,
        protocol="HTTP" if by_path else "TCP",
        path=args.health_path,
        codes=args.health_codes if by_path else None,
        port=str(args.health_port) if args.health_port else "traffic-port",
    )


def _preserve_client_ip(args: NetworkTargetGroupArgs) -> str | None:
    """AWS lets nobody choose for UDP."""
    return None if args.protocol is NetworkProtocol.UDP else str(args.preserve_client_ip).lower()

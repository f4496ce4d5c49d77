"""Listeners of a network load balancer: which port's connections go to which target group.

A listener has no conditions: a port belongs to one service. One with an alternate group is for a service that ECS
deploys by moving traffic; as with routes, what it does is written once and then left to ECS.
"""

from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components.load_balancing.network_target_group import NetworkProtocol, NetworkTargetGroup

# What a target group may speak behind a listener. Only TLS may be ended on the way.
_BEHIND = {
    NetworkProtocol.TCP: [NetworkProtocol.TCP],
    NetworkProtocol.TLS: [NetworkProtocol.TCP, NetworkProtocol.TLS],
    NetworkProtocol.UDP: [NetworkProtocol.UDP],
}


class AlpnPolicy(Enum):
    """Which application protocols a TLS listener offers to clients."""

    HTTP1_ONLY = "HTTP1Only"
    HTTP2_ONLY = "HTTP2Only"
    HTTP2_OPTIONAL = "HTTP2Optional"
    HTTP2_PREFERRED = "HTTP2Preferred"


@dataclass(frozen=True, kw_only=True)
class NetworkListenerArgs:
    """Arguments of NetworkLoadBalancer.listen."""

    # Port that clients connect to.
    port: int
    # Where connections go.
    target_group: NetworkTargetGroup
    # Second group of a service that ECS deploys by moving traffic between the two. None: it is deployed in place.
    alternate_group: NetworkTargetGroup | None = None
    # What clients speak.
    protocol: NetworkProtocol = NetworkProtocol.TCP
    # Certificate of a TLS listener, of this region, for the name that clients connect to.
    certificate_arn: pulumi.Input[str] | None = None
    # Application protocols that a TLS listener offers. None: it does not talk about them.
    alpn: AlpnPolicy | None = None
    # Time after which a silent TCP connection is forgotten, in seconds; AWS's is 350, and fixed for TLS and UDP.
    idle_timeout_seconds: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.port <= 65535:
            raise ValueError(f"port is {self.port}: choose 1 to 65535")
        if self.alternate_group is self.target_group:
            raise ValueError("the alternate group is the target group itself: give the service a second one")
        self._check_groups()
        self._check_tls()
        self._check_idle_timeout()

    def _check_groups(self) -> None:
        may = _BEHIND[self.protocol]
        for group in filter(None, (self.target_group, self.alternate_group)):
            if group.protocol not in may:
                raise ValueError(
                    f"a {self.protocol.value} listener cannot lead to a {group.protocol.value} target group:"
                    f" make it {' or '.join(protocol.value for protocol in may)}"
                )

    def _check_tls(self) -> None:
        tls = self.protocol is NetworkProtocol.TLS
        if tls != (self.certificate_arn is not None):
            raise ValueError("a TLS listener needs a certificate_arn, and no other takes one: give both or neither")
        if self.alpn is not None and not tls:
            raise ValueError("application protocols are agreed on by TLS: leave alpn out, or make it a TLS listener")

    def _check_idle_timeout(self) -> None:
        if self.idle_timeout_seconds is None:
            return
        if self.protocol is not NetworkProtocol.TCP:
            raise ValueError("AWS lets nobody choose the idle timeout of TLS and UDP: leave idle_timeout_seconds out")
        if not 60 <= self.idle_timeout_seconds <= 6000:
            raise ValueError(f"idle_timeout_seconds is {self.idle_timeout_seconds}: choose 60 to 6000")


def actions(listener: NetworkListenerArgs) -> list[aws.lb.ListenerDefaultActionArgs]:
    """What ``listener`` does: at first, everything goes to its target group."""
    if listener.alternate_group is None:
        return [aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=listener.target_group.arn)]
    weights = ((listener.target_group, 100), (listener.alternate_group, 0))
    groups = [
        aws.lb.ListenerDefaultActionForwardTargetGroupArgs(arn=group.arn, weight=weight) for group, weight in weights
    ]
    forward = aws.lb.ListenerDefaultActionForwardArgs(target_groups=groups)
    return [aws.lb.ListenerDefaultActionArgs(type="forward", forward=forward)]


def left_to_ecs(listener: NetworkListenerArgs) -> list[str] | None:
    """The properties of ``listener`` that ECS changes: as a whole, since the number of groups in them changes."""
    return ["default_actions"] if listener.alternate_group else None

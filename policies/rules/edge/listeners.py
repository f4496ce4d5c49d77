"""The listeners of a load balancer, and the certificates that they show."""

from dataclasses import dataclass
from typing import Final

from rules.edge.certificates import CERTIFICATE, covers
from rules.load_balancing.routing import LISTENER, LOAD_BALANCER
from rules.logic import Truth, equals, every, some
from rules.resource import Resource, number, read
from rules.stack import Found, Holder, Link, Stack
from rules.values import UNKNOWN

LISTENER_CERTIFICATE: Final = "aws:lb/listenerCertificate:ListenerCertificate"

HTTPS: Final = ("HTTPS", "TLS", "TCP", "TCP_UDP")  # of a Network Load Balancer, TCP passes TLS through
HTTP: Final = ("HTTP", "TCP", "TCP_UDP")


@dataclass(frozen=True)
class Listeners:
    """The listeners of a load balancer. ``complete``: the stack has no others."""

    known: tuple[Resource, ...]
    complete: bool


def listeners(stack: Stack, balancer: Resource) -> Listeners:
    """The listeners of a load balancer."""
    incoming = stack.incoming(Holder(LISTENER, ("loadBalancerArn",)), to=LOAD_BALANCER)
    return Listeners(incoming.to(balancer), not incoming.perhaps_to(balancer, nameless=stack.is_nameless(balancer)))


def listens(stack: Stack, balancer: Resource, port: object, protocols: tuple[str, ...]) -> Truth:
    """Whether a load balancer listens on a port, by one of these protocols."""
    found = listeners(stack, balancer)
    truths = [every([_on(one, port), equals(read(one, "protocol"), None, *protocols)]) for one in found.known]
    return some([*truths, *([] if found.complete else [UNKNOWN])])


def shows(stack: Stack, balancer: Resource, name: str) -> Truth:
    """Whether a load balancer has a certificate for a host name, on any of its listeners."""
    found = listeners(stack, balancer)
    links = [link for one in found.known for link in _certificates(stack, one)]
    truths = [covers(link.partner, name) if link.partner else UNKNOWN for link in links]
    further = stack.incoming(Holder(LISTENER_CERTIFICATE, ("listenerArn",)), to=LISTENER).unknown
    passed_through = [one for one in found.known if read(one, "protocol") in ("TCP", "TCP_UDP", UNKNOWN)]
    return some([*truths, *([UNKNOWN] if passed_through or further or not found.complete else [])])


def _on(listener: Resource, port: object) -> Truth:
    own = number(read(listener, "port"))
    return UNKNOWN if UNKNOWN in (own, port) else own == port


def _certificates(stack: Stack, listener: Resource) -> list[Link]:
    further = stack.incoming(Holder(LISTENER_CERTIFICATE, ("listenerArn",)), to=LISTENER).to(listener)
    links = [stack.link(holder, "certificateArn", to=CERTIFICATE) for holder in (listener, *further)]
    return [link for link in links if link.found is not Found.NOTHING]

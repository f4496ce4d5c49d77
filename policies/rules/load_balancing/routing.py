"""Which load balancer leads to which target group, and so to which service."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rules.compute import services
from rules.compute.services import SECURITY_GROUP, SERVICE, SUBNET, TARGET_GROUP
from rules.logic import Truth, equals
from rules.resource import Resource, read
from rules.stack import EACH, Holder, Link, Partners, Stack

LOAD_BALANCER: Final = "aws:lb/loadBalancer:LoadBalancer"
LISTENER: Final = "aws:lb/listener:Listener"
LISTENER_RULE: Final = "aws:lb/listenerRule:ListenerRule"

# Every property that sends requests to a target group.
FORWARDS: Final = tuple(
    Holder(kind, path)
    for kind, actions in ((LISTENER, "defaultActions"), (LISTENER_RULE, "actions"))
    for path in ((actions, EACH, "targetGroupArn"), (actions, EACH, "forward", "targetGroups", EACH, "arn"))
)


@dataclass(frozen=True)
class Balancers:
    """The load balancers in front of a target group. ``complete``: there can be no other."""

    known: tuple[Resource, ...]
    complete: bool


@dataclass(frozen=True)
class Front:
    """A load balancer that sends requests to the tasks of a service, by this target group."""

    balancer: Resource
    group: Resource
    service: Resource


def is_application(balancer: Resource) -> Truth:
    """Whether it is an Application Load Balancer, which is what AWS makes where nothing is set."""
    return equals(read(balancer, "loadBalancerType", default="application"), "application")


def balancer_of(stack: Stack, listener: Resource) -> Link:
    """The load balancer of a listener."""
    return stack.link(listener, "loadBalancerArn", to=LOAD_BALANCER)


def listener_of(stack: Stack, rule: Resource) -> Link:
    """The listener of a listener rule."""
    return stack.link(rule, "listenerArn", to=LISTENER)


def balancers_of(stack: Stack, group: Resource) -> Balancers:
    """The load balancers that send requests to a target group."""
    forwards = stack.incoming(*FORWARDS, to=TARGET_GROUP)
    links = [_balancer_behind(stack, holder) for holder in forwards.to(group)]
    known = tuple(dict.fromkeys(link.partner for link in links if link and link.partner))
    sure = all(link and link.partner for link in links)
    return Balancers(known, complete=sure and not forwards.perhaps_to(group, nameless=stack.is_nameless(group)))


def _balancer_behind(stack: Stack, holder: Resource) -> Link | None:
    if holder.token == LISTENER:
        return balancer_of(stack, holder)
    listener = listener_of(stack, holder).partner
    return balancer_of(stack, listener) if listener else None


def fronts(stack: Stack) -> tuple[Front, ...]:
    """All surely known ways from a load balancer to a service."""
    return stack.derived(_fronts)


def _fronts(stack: Stack) -> tuple[Front, ...]:
    return tuple(
        Front(balancer, group, service)
        for service in stack.of(SERVICE)
        for group in services.target_groups(stack, service).inside
        for balancer in balancers_of(stack, group).known
    )


def services_behind(stack: Stack, balancer: Resource) -> tuple[Resource, ...]:
    """The services that surely get requests from a load balancer."""
    return tuple(dict.fromkeys(front.service for front in fronts(stack) if front.balancer is balancer))


def may_serve_others(stack: Stack) -> bool:
    """Whether some service or target group hides what is in front of it."""
    return stack.derived(_hides_some)


def _hides_some(stack: Stack) -> bool:
    behind = [services.target_groups(stack, service) for service in stack.of(SERVICE)]
    groups = [group for partners in behind for group in partners.inside]
    return not all(p.complete for p in behind) or not all(balancers_of(stack, group).complete for group in groups)


def subnets(stack: Stack, balancer: Resource) -> Partners:
    """The subnets of a load balancer, in either spelling."""
    return _joined(stack, balancer, [("subnets", EACH), ("subnetMappings", EACH, "subnetId")], SUBNET)


def security_groups(stack: Stack, balancer: Resource) -> Partners:
    """The security groups of a load balancer."""
    return stack.partners(balancer, "securityGroups", EACH, to=SECURITY_GROUP)


def _joined(stack: Stack, resource: Resource, paths: list[tuple[str, ...]], token: str) -> Partners:
    # After deployment AWS fills in the spelling that the program does not use: the same subnets twice.
    found = [stack.partners(resource, *path, to=token) for path in paths]
    return Partners(
        inside=tuple(dict.fromkeys(partner for partners in found for partner in partners.inside)),
        outside=tuple(dict.fromkeys(text for partners in found for text in partners.outside)),
        complete=all(partners.complete for partners in found),
    )


def holders_of_actions(stack: Stack) -> Iterator[tuple[Resource, str]]:
    """Listeners and rules, with the property that says what they do with a request."""
    for kind, prop in ((LISTENER, "defaultActions"), (LISTENER_RULE, "actions")):
        for holder in stack.of(kind):
            yield holder, prop


def in_front(stack: Stack, service: Resource) -> Balancers | None:
    """The load balancers in front of a service, None when nothing puts it behind one."""
    groups = services.target_groups(stack, service)
    if groups.complete and not (groups.inside or groups.outside):
        return None
    found = [balancers_of(stack, group) for group in groups.inside]
    known = tuple(dict.fromkeys(balancer for one in found for balancer in one.known))
    return Balancers(known, complete=groups.complete and not groups.outside and all(one.complete for one in found))

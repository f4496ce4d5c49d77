"""Who connects to a store: tasks of ECS services and functions, and how many of them run at the same time.

A client is known by what its environment holds: an endpoint or another output of the store. One that comes by a proxy
in front of the store is the proxy's client, not the store's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rules import identity
from rules.compute import scaling
from rules.compute.containers import environment
from rules.compute.services import SERVICE, task_definition
from rules.logic import Truth, every, holds, some
from rules.resource import Resource, read, read_number
from rules.spans import ANYTHING, NOTHING, Span, either, known, span
from rules.stack import Found, Holder, Stack
from rules.values import UNKNOWN

FUNCTION: Final = "aws:lambda/function:Function"
MAPPING: Final = "aws:lambda/eventSourceMapping:EventSourceMapping"

DESIRED_COUNT: Final = 0  # the provider's default, pulumi_aws 7.51.1, ecs.Service
MAXIMUM_PERCENT: Final = 200  # ECS's default during a deployment, ECS API reference, DeploymentConfiguration


@dataclass(frozen=True, kw_only=True)
class Client:
    """Something that connects to a store. ``holder`` is where its environment stands."""

    resource: Resource
    holder: Resource
    runs: Span  # at the same time, a deployment included
    sure: bool  # False: whether it connects is unknown


@dataclass(frozen=True, kw_only=True)
class Store:
    """What is connected to: the resource, others whose endpoints lead to it, and types that stand in front of it."""

    resource: Resource
    members: Sequence[Resource] = ()
    fronts: tuple[str, ...] = ()


def services(stack: Stack, store: Store) -> Iterator[Client]:
    """The services whose tasks connect to a store, or may."""
    for service in stack.of(SERVICE):
        link = task_definition(stack, service)
        for task in link.partners:
            connects = _connects(stack, task, "containerDefinitions", environment(task), store)
            if connects is not False:
                sure = connects is True and task is link.partner
                yield Client(resource=service, holder=task, runs=tasks(stack, service), sure=sure)
        if link.found is Found.UNKNOWN and not link.partners:
            yield Client(resource=service, holder=service, runs=ANYTHING, sure=False)


def functions(stack: Stack, store: Store) -> Iterator[Client]:
    """The functions that connect to a store, or may."""
    for function in stack.of(FUNCTION):
        connects = _connects(stack, function, "environment", variables(function), store)
        if connects is not False:
            yield Client(resource=function, holder=function, runs=concurrency(stack, function), sure=connects is True)


def variables(function: Resource) -> list[tuple[Any, Any]]:
    """The environment variables of a function; UNKNOWN for both where they are hidden."""
    found = read(function, "environment", "variables", default={})
    return list(found.items()) if isinstance(found, dict) else [(UNKNOWN, UNKNOWN)]


def tasks(stack: Stack, service: Resource) -> Span:
    """How many tasks of a service run at most, while a deployment has the old ones and the new ones."""
    if read(service, "schedulingStrategy", default="REPLICA") != "REPLICA":
        return ANYTHING  # one an instance
    surge = span(read_number(service, "deploymentMaximumPercent", default=MAXIMUM_PERCENT))
    return (_count(stack, service) * surge * known(1 / 100)).floor()


def _count(stack: Stack, service: Resource) -> Span:
    found = scaling.of(stack, service)
    if not found.complete:
        return ANYTHING
    if found.targets:
        most = [span(read_number(target, "maxCapacity")) for target in found.targets]
        return Span(max(one.least for one in most), max(one.most for one in most))
    if "desiredCount" in service.ignore_changes:
        return ANYTHING  # something outside the program sets it
    return span(read_number(service, "desiredCount", default=DESIRED_COUNT))


def concurrency(stack: Stack, function: Resource) -> Span:
    """How often a function runs at the same time: by its reserved concurrency, else by that of its event sources."""
    reserved = read_number(function, "reservedConcurrentExecutions", default=-1)  # -1: nothing is reserved
    sources = _by_sources(stack, function)
    if reserved is UNKNOWN or reserved is None:
        return either(NOTHING, sources)
    return known(reserved) if reserved >= 0 else sources


def is_bounded(stack: Stack, function: Resource) -> Truth:
    """Whether something bounds how often a function runs at the same time, short of the account's quota."""
    reserved = read_number(function, "reservedConcurrentExecutions", default=-1)
    incoming = stack.incoming(Holder(MAPPING, ("functionName",)), to=FUNCTION)
    own = incoming.to(function)
    limits = [read_number(mapping, "scalingConfig", "maximumConcurrency") for mapping in own]
    doubts = incoming.perhaps_to(function, nameless=stack.is_nameless(function))
    by_sources = every([*(limit if limit is UNKNOWN else limit is not None for limit in limits), bool(own)])
    return some([holds(lambda runs: runs >= 0, reserved), UNKNOWN if doubts else by_sources])


def _by_sources(stack: Stack, function: Resource) -> Span:
    incoming = stack.incoming(Holder(MAPPING, ("functionName",)), to=FUNCTION)
    if incoming.perhaps_to(function, nameless=stack.is_nameless(function)):
        return ANYTHING
    most = [span(read_number(m, "scalingConfig", "maximumConcurrency")) for m in incoming.to(function)]
    return Span(sum(one.least for one in most), sum(one.most for one in most)) if most else ANYTHING


def _connects(stack: Stack, holder: Resource, prop: str, pairs: list[tuple[Any, Any]], store: Store) -> Truth:
    if any(stack.dependencies(holder, prop, on=front) for front in store.fronts):
        return False
    ways = (store.resource, *store.members)
    if any(way in stack.dependencies(holder, prop, on=way.token) for way in ways):
        return True
    named = some(_names(stack, value, ways) for _, value in pairs)
    # What is unknown comes of other resources then, or is known to be something else.
    return False if named is UNKNOWN and holder.property_dependencies.get(prop) else named


def _names(stack: Stack, value: Any, ways: Sequence[Resource]) -> Truth:
    if not isinstance(value, str):
        return UNKNOWN if value is UNKNOWN else False
    if "." not in value:
        return False  # no endpoint; a mere word may mean anything
    if any(way in stack.named(value, to=way.token) for way in ways):
        return True
    return UNKNOWN if any(stack.is_nameless(way) and identity.parse(way.token, value) for way in ways) else False

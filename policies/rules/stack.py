"""The stack as a graph: built once per request, shared by all rules."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Final, TypeVar

from rules import identity
from rules.resource import Resource, read, read_list
from rules.values import UNKNOWN, Unknown

T = TypeVar("T")


class Found(Enum):
    """What became of a reference."""

    NOTHING = "the property is not set"
    PARTNER = "the partner, or the few that it can be, is in the stack"
    OUTSIDE = "the value is known and means something outside the stack"
    UNKNOWN = "neither the value nor a dependency tells what it means"


@dataclass(frozen=True)
class Link:
    """Where a property leads. Several partners mean: one of these, the value that decides is unknown."""

    found: Found
    partners: tuple[Resource, ...] = ()
    value: Any = None  # for rules to compare; never to be printed
    sure: bool = True  # False: the partner, or something that has its name elsewhere

    @property
    def partner(self) -> Resource | None:
        """The partner, when it is surely this one."""
        return self.partners[0] if self.sure and len(self.partners) == 1 else None


# In a path: every item of a list.
EACH: Final = "*"


@dataclass(frozen=True)
class Partners:
    """What the items of a list of references mean. ``complete``: nothing else can be among them."""

    inside: tuple[Resource, ...]
    outside: tuple[str, ...] = ()  # known, and nothing in the stack; for rules to compare, never to be printed
    complete: bool = True


@dataclass(frozen=True)
class Holder:
    """A property that names another resource: where, in which type. EACH in its path means every item of a list."""

    type: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Incoming:
    """Which resources a property of others leads to: a link, seen from its other end."""

    sure: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    one_of: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    unknown: list[Resource] = field(default_factory=list)
    outside: list[Resource] = field(default_factory=list)

    def to(self, resource: Resource) -> tuple[Resource, ...]:
        """Those that mean this resource."""
        return tuple(self.sure.get(resource.urn, ()))

    def perhaps_to(self, resource: Resource, *, nameless: bool) -> tuple[Resource, ...]:
        """Those that may mean it: what they mean is unknown or, if this one is ``nameless``, its own name is."""
        found = [*self.one_of.get(resource.urn, ()), *self.unknown, *(self.outside if nameless else ())]
        return tuple(other for other in found if other is not resource)


@dataclass
class _Directory:
    """The resources of one type by the texts that mean them."""

    exact: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    nameless: set[str] = field(default_factory=set)

    def add(self, resource: Resource) -> None:
        for text in dict.fromkeys(identity.texts(resource)):  # the id of a queue is its URL
            self.exact[text].append(resource)
        name = identity.name(resource)
        if isinstance(name, str):
            self.names[name].append(resource)
        elif identity.of(resource.token).names:  # AWS gives the others their ids, which no text can know before
            self.nameless.add(resource.urn)


class Stack:
    """All resources of a stack, and what leads from one to another."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._by_urn = {resource.urn: resource for resource in resources}
        self._directories: dict[str, _Directory] = {}
        self._derived: dict[Any, Any] = {}

    def __iter__(self) -> Iterator[Resource]:
        return iter(self._by_urn.values())

    def of(self, token: str) -> tuple[Resource, ...]:
        """The resources of a type, in the order of the stack; give the type's present name."""
        return self._by_token.get(token, ())

    def get(self, urn: str) -> Resource | None:
        """The resource with this URN."""
        return self._by_urn.get(urn)

    def named(self, text: str, *, to: str, by: Resource | None = None) -> tuple[Resource, ...]:
        """The resources of a type that a known text means: their ARN, id, URL or name, in full or embedded.

        The same name may occur in several regions. Said ``by`` a resource, it means the one in that resource's own.
        """
        found = tuple(dict.fromkeys([*self._directory(to).exact.get(text, ()), *self._named(text, to, True)]))
        near = tuple(other for other in found if other.region == by.region) if by and len(found) > 1 else ()
        return near or found

    def is_nameless(self, resource: Resource) -> bool:
        """True when its own name is unknown, so that a text might mean it."""
        return resource.urn in self._directory(resource.token).nameless

    def link(self, resource: Resource, *path: str | int, to: str) -> Link:
        """Where the property at ``path`` leads, among the resources of the type ``to``.

        The value decides where it is known, the dependencies of the property otherwise.
        """
        value = read(resource, *path)
        if value in (None, ""):
            return Link(Found.NOTHING)
        reached = tuple(self._reached(resource, str(path[0]), to))
        if not isinstance(value, str):
            return Link(Found.PARTNER, reached, value) if reached else Link(Found.UNKNOWN, (), UNKNOWN)
        if found := self.named(value, to=to, by=resource):
            return Link(Found.PARTNER, found, value)
        possible = self._named(value, to, UNKNOWN)
        if backed := tuple(r for r in reached if r in possible or self.is_nameless(r)):
            return Link(Found.PARTNER, backed, value)
        return Link(Found.PARTNER, possible, value, sure=False) if possible else Link(Found.OUTSIDE, (), value)

    def links(self, resource: Resource, *path: str | int, to: str) -> tuple[Link, ...]:
        """Where the property at ``path`` leads, for every item of the lists that EACH in it stands for.

        Of a list that is unknown as a whole, the resources that it depends on are taken as its items.
        """
        found: list[Link] = []
        for place in _places(resource, path):
            if place is not UNKNOWN:
                found.append(self.link(resource, *place, to=to))
            elif reached := tuple(self._reached(resource, str(path[0]), to)):
                found.extend(Link(Found.PARTNER, (partner,), UNKNOWN) for partner in reached)
            else:
                found.append(Link(Found.UNKNOWN, (), UNKNOWN))
        return tuple(found)

    def partners(self, resource: Resource, *path: str | int, to: str) -> Partners:
        """All resources of the type ``to`` that the items of a list mean; the path ends in EACH or leads through it.

        As many unknown items as there are dependencies that no known item means are taken for these.
        """
        places = list(_places(resource, path))
        links = [self.link(resource, *place, to=to) for place in places if place is not UNKNOWN]
        sure = [link.partner for link in links if link.partner]
        doubtful = [link for link in links if link.found in (Found.PARTNER, Found.UNKNOWN) and not link.partner]
        further = [r for r in self._reached(resource, str(path[0]), to) if r not in sure]
        hidden = UNKNOWN in places
        taken = further if hidden or len(further) == len(doubtful) else []
        return Partners(
            inside=tuple(dict.fromkeys([*sure, *taken])),
            outside=tuple(link.value for link in links if link.found is Found.OUTSIDE),
            complete=not hidden and len(taken) == len(doubtful),
        )

    def incoming(self, *holders: Holder, to: str) -> Incoming:
        """All links from these properties to resources of the type ``to``, worked out once."""
        key = (holders, to)
        if key not in self._derived:
            self._derived[key] = incoming = Incoming()
            for holder in holders:
                for resource in self.of(holder.type):
                    for link in self.links(resource, *holder.path, to=to):
                        self._enter(incoming, resource, link)
        found: Incoming = self._derived[key]
        return found

    def _enter(self, incoming: Incoming, resource: Resource, link: Link) -> None:
        if link.found is Found.UNKNOWN:
            incoming.unknown.append(resource)
        elif link.found is Found.OUTSIDE:
            incoming.outside.append(resource)
        else:
            side = incoming.sure if link.partner else incoming.one_of
            for partner in link.partners:
                if resource not in side[partner.urn]:
                    side[partner.urn].append(resource)

    def derived(self, work: Callable[["Stack"], T]) -> T:
        """What ``work`` finds out of this stack: done once, however many rules ask. Give a function of a module."""
        if work not in self._derived:
            self._derived[work] = work(self)
        found: T = self._derived[work]
        return found

    def dependencies(self, resource: Resource, prop: str, *, on: str) -> tuple[Resource, ...]:
        """The resources of the type ``on`` whose outputs went into a property, whatever its value."""
        return tuple(self._reached(resource, prop, on))

    def inside(self, component: Resource) -> Iterator[Resource]:
        """Everything below a component, at any depth."""
        todo = [component.urn]
        seen = set(todo)
        while todo:
            for child in self._children.get(todo.pop(), ()):
                if child.urn not in seen:
                    seen.add(child.urn)
                    todo.append(child.urn)
                    yield child

    def _named(self, text: str, token: str, certainty: bool | Unknown) -> tuple[Resource, ...]:
        if (reference := identity.parse(token, text)) is None:
            return ()
        found = self._directory(token).names.get(reference.name, ())
        return tuple(r for r in found if identity.agrees(reference, r, self._scope(r)) is certainty)

    def _scope(self, resource: Resource) -> str | Unknown:
        """The name of what the resource's own name is unique in, such as a service's cluster."""
        scope = identity.of(resource.token).scope
        if scope is None:
            return UNKNOWN
        prop, token = scope
        link = self.link(resource, prop, to=token)
        if link.found is Found.OUTSIDE and (reference := identity.parse(token, link.value)):
            return reference.name
        return identity.name(link.partner) if link.partner else UNKNOWN

    def _reached(self, resource: Resource, prop: str, token: str) -> Iterator[Resource]:
        seen: set[str] = set()
        todo = list(resource.property_dependencies.get(prop, ()))
        while todo:
            urn = todo.pop(0)
            target = self._by_urn.get(urn)
            if target is None or urn in seen:
                continue
            seen.add(urn)
            if target.token == token:
                yield target
            elif target.token in identity.POINTERS:
                todo.extend(target.property_dependencies.get(identity.POINTERS[target.token], ()))
            elif target.is_component:
                # The component's output comes from something inside of it.
                todo.extend(child.urn for child in self.inside(target) if child.token == token)

    def _directory(self, token: str) -> _Directory:
        if token not in self._directories:
            directory = self._directories[token] = _Directory()
            for resource in self.of(token):
                directory.add(resource)
        return self._directories[token]

    @cached_property
    def _by_token(self) -> dict[str, tuple[Resource, ...]]:
        grouped: dict[str, list[Resource]] = defaultdict(list)
        for resource in self:
            grouped[resource.token].append(resource)
        return {token: tuple(found) for token, found in grouped.items()}

    @cached_property
    def _children(self) -> dict[str, tuple[Resource, ...]]:
        grouped: dict[str, list[Resource]] = defaultdict(list)
        for resource in self:
            grouped[resource.parent].append(resource)
        return {parent: tuple(found) for parent, found in grouped.items()}


def _places(resource: Resource, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...] | Unknown]:
    """The path for every item of the lists in it; UNKNOWN for a list that is unknown."""
    if EACH not in path:
        yield path
        return
    at = path.index(EACH)
    items = read_list(resource, *path[:at])
    if items is UNKNOWN:
        yield UNKNOWN
        return
    for index in range(len(items)):
        yield from _places(resource, (*path[:at], index, *path[at + 1 :]))

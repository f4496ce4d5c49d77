"""Which load balancers stand behind which origins of which distributions."""

from dataclasses import dataclass

from rules.edge.distributions import DISTRIBUTION, Kind, Part, balancers_behind, kind, origins
from rules.resource import Resource
from rules.stack import Stack
from rules.values import UNKNOWN


@dataclass(frozen=True)
class Front:
    """An origin that surely leads to this load balancer."""

    origin: Part
    balancer: Resource


@dataclass(frozen=True)
class Fronts:
    """All such ways. ``hidden``: the distributions of which some origin may lead to any load balancer."""

    known: tuple[Front, ...]
    hidden: tuple[Resource, ...]

    def before(self, balancer: Resource) -> tuple[Part, ...]:
        """The origins that lead to a load balancer."""
        return tuple(front.origin for front in self.known if front.balancer is balancer)

    @property
    def balancers(self) -> tuple[Resource, ...]:
        """The load balancers behind distributions."""
        return tuple(dict.fromkeys(front.balancer for front in self.known))


def fronts(stack: Stack) -> Fronts:
    """What stands behind distributions."""
    return stack.derived(_fronts)


def _fronts(stack: Stack) -> Fronts:
    known: list[Front] = []
    hidden: list[Resource] = []
    for distribution in stack.of(DISTRIBUTION):
        found = origins(distribution)
        behind = [(origin, balancers_behind(stack, origin)) for origin in found.known if _may_lead(origin)]
        known += [Front(origin, balancer) for origin, partners in behind for balancer in partners.inside]
        if not found.complete or not all(partners.complete for _, partners in behind):
            hidden.append(distribution)
    return Fronts(tuple(known), tuple(hidden))


def _may_lead(origin: Part) -> bool:
    return kind(origin) in (Kind.CUSTOM, Kind.VPC, UNKNOWN)

"""The production stack's graph, read from the program itself, and what in it belongs together.

The program runs in this process on the simulated provider. A resource that the picture has a box for is an anchor; with
it goes everything of the component around it that holds no other box. Two boxes are tied when a resource of one takes
a value of the other: a queue's address, a security group, a role.
"""

import json
import runpy
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import yaml

from docs.generate.output import ROOT
from offline.recorder import Graph, Resource, run

STACK = "prod"
# Belong to no box, and tie what they touch: a target group stands between listener rules and a service, an alias record
# between a name and a load balancer.
_CONNECTORS = {"aws:lb/targetGroup:TargetGroup", "aws:route53/record:Record"}
_SECRET = "a-placeholder-for-an-encrypted-value"  # noqa: S105 - nothing that the picture shows depends on it


def production() -> Graph:
    """What a first preview of the production stack knows."""
    file: Mapping[str, Any] = yaml.safe_load((ROOT / f"Pulumi.{STACK}.yaml").read_text())["config"]
    hidden = {key: _SECRET for key, value in file.items() if isinstance(value, dict) and "secure" in value}
    plain = {k: v if isinstance(v, str) else json.dumps(v) for k, v in file.items() if k not in hidden}
    return run(lambda: runpy.run_path(str(ROOT / "__main__.py")), config=plain, secrets=hidden, stack=STACK)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box of the picture: its key, and the resources of the graph that it stands for."""

    key: str
    anchors: list[Resource] = field(default_factory=list)
    resources: set[str] = field(default_factory=set)


class Boxes:
    """The graph's boxes, by key, in the order in which the program made them, and how they are tied."""

    def __init__(self, graph: Graph, key_of: Callable[[Resource, Graph], str | None]) -> None:
        self._graph = graph
        self.boxes: dict[str, Box] = {}
        for resource in graph.resources.values():
            if key := key_of(resource, graph):
                self.boxes.setdefault(key, Box(key=key)).anchors.append(resource)
        self._inside = self._keys_inside()
        self._owner = {urn: owner for urn in graph.resources if (owner := self._find_owner(urn))}
        for urn, key in self._owner.items():
            self.boxes[key].resources.add(urn)
        self.ties = frozenset(frozenset(pair) for pair in self._ties())

    def owner(self, urn: str) -> str | None:
        """The box that a resource belongs to."""
        return self._owner.get(urn)

    def takes_messages(self, key: str, queue: str) -> bool:
        """Whether a box works off a queue: an event source leads from one to the other, or a right to receive."""
        return any(
            self._owner.get(resource.urn) == key
            and any(self._owner.get(urn) == queue for urn in taken_from(resource))
            and ("eventSourceArn" in resource.inputs or "sqs:ReceiveMessage" in str(resource.inputs.get("policy")))
            for resource in self._graph.resources.values()
        )

    def _keys_inside(self) -> Mapping[str, set[str]]:
        """The boxes whose anchors are somewhere below a component."""
        inside: dict[str, set[str]] = defaultdict(set)
        for box in self.boxes.values():
            for anchor in box.anchors:
                for ancestor in self._upwards(anchor.urn):
                    inside[ancestor].add(box.key)
        return inside

    def _find_owner(self, urn: str) -> str | None:
        for ancestor in self._upwards(urn):
            keys = self._inside[ancestor]
            if keys:
                return next(iter(keys)) if len(keys) == 1 else None
        return None

    def _upwards(self, urn: str) -> Iterator[str]:
        """The resource, its parent, and so on up to the stack."""
        while resource := self._graph.resources.get(urn):
            yield urn
            urn = resource.parent

    def _ties(self) -> Iterator[tuple[str, str]]:
        ends: dict[str, set[str]] = defaultdict(set)
        for resource in self._graph.resources.values():
            own = self._owner.get(resource.urn)
            for urn in taken_from(resource):
                other = self._owner.get(urn)
                if own and other and own != other:
                    yield own, other
                if other and self._is_connector(resource.urn):
                    ends[resource.urn].add(other)
                if own and self._is_connector(urn):
                    ends[urn].add(own)
        for urn, touched in ends.items():
            yield from combinations(sorted(touched | self._who_names(urn)), 2)

    def _is_connector(self, urn: str) -> bool:
        resource = self._graph.resources.get(urn)
        return resource is not None and urn not in self._owner and resource.type in _CONNECTORS

    def _who_names(self, urn: str) -> set[str]:
        """Distributions that ask the name of this record: CloudFront is given a name, not the record."""
        name = self._graph.resources[urn].inputs.get("name")
        asking = self._graph.of_type("aws:cloudfront/distribution:Distribution")
        named = [d for d in asking if name and name in [origin.get("domainName") for origin in d.inputs["origins"]]]
        return {owner for d in named if (owner := self._owner.get(d.urn))}


def taken_from(resource: Resource) -> Iterator[str]:
    """The resources whose values it takes."""
    for urns in resource.property_dependencies.values():
        yield from urns


def whole(value: Any) -> int:
    """A number of the wire, where all are floats."""
    return int(value)


def names(resources: Sequence[Resource]) -> set[str]:
    """How metrics call the resources."""
    keys = ("name", "clusterIdentifier", "replicationGroupId")
    return {resource.inputs[key] for resource in resources for key in keys if key in resource.inputs}

"""One property of one resource changed: where, to what, and whether a rule can notice.

A rule that never asks for a property says the same whatever is in it. So each example is run once with properties that
remember whether somebody asked, and only those that were asked for are changed: as much proof for less work.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from policy_graphs import Example, Node
from policy_servicers import findings, resource
from rules.report import Finding
from rules.resource import Resource
from rules.shapes import fitting
from rules.values import plain

Path = tuple[str | int, ...]

DROPPED: Final = object()  # as a value: the property is taken away


def paths(value: Any) -> Iterator[Path]:
    """The paths of everything inside a value, the outer before the inner."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (key,)
        yield from ((key, *path) for path in paths(item))


def at(value: Any, path: Path) -> Any:
    """What is at ``path``, None where there is nothing."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def with_value(values: Any, path: Path, value: Any) -> Any:
    """A copy in which ``path`` holds ``value``; what is beside the path is shared with the original."""
    if not path:
        return value
    step, *rest = path
    copied: Any = dict(values) if isinstance(values, dict) else list(values)
    if value is DROPPED and not rest:
        del copied[step]
    else:
        copied[step] = with_value(values[step], tuple(rest), value)
    return copied


def _document(value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith(("{", "[")):
        return {}
    try:
        return json.loads(value)
    except ValueError:
        return {}


def inside(value: Any, mark: Any) -> Iterator[str]:
    """A JSON text with the mark in place of each part of it, one after the other; nothing for any other value."""
    for path in paths(whole := _document(value)):
        yield json.dumps(with_value(whole, path, mark))


class Watched(dict[str, Any]):
    """Properties that remember which of them were asked for."""

    def __init__(self, properties: Any) -> None:
        super().__init__(properties)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        self.asked.update(super().keys())
        return super().__iter__()

    def keys(self) -> Any:
        self.asked.update(super().keys())
        return super().keys()

    def values(self) -> Any:
        self.asked.update(super().keys())
        return super().values()

    def items(self) -> Any:
        self.asked.update(super().keys())
        return super().items()


def said(example: Example, resources: list[Resource]) -> list[Finding]:
    """What the example's own rule says of these resources."""
    return findings(resources, [example.rule], example.traffic)


def with_inputs(
    example: Example, nodes: list[Node], values: Callable[[Node, Path], Iterable[Any]]
) -> tuple[list[Finding], Iterator[list[Finding]]]:
    """What the rule says of the example, and of it with each of the values in place of each input that it asks for."""
    resources = [resource(node) for node in nodes]
    watched = [replace(r, inputs=Watched(r.inputs or {}), outputs=Watched(r.outputs)) for r in resources]
    before = said(example, watched)
    asked = [_asked(r) for r in watched]

    def others() -> Iterator[list[Finding]]:
        for index, node in enumerate(nodes):
            for path in paths(node.inputs):
                for value in values(node, path) if path[0] in asked[index] else ():
                    other = _changed(resources[index], with_input(node, path, value), str(path[0]))
                    yield said(example, [*resources[:index], other, *resources[index + 1 :]])

    return before, others()


def _asked(watched: Resource) -> set[str]:
    return {name for bag in (watched.inputs, watched.outputs) if isinstance(bag, Watched) for name in bag.asked}


def with_input(node: Node, path: Path, value: Any) -> Node:
    """The node with another input; the output of its name follows where there is one."""
    outputs = with_value(node.outputs, path, value) if at(node.outputs, path) is not None else node.outputs
    return replace(node, inputs=with_value(node.inputs, path, value), outputs=outputs)


def _changed(before: Resource, node: Node, name: str) -> Resource:
    """The resource with one property of the node; the others are as they were, and not decoded again."""

    def bag(old: Any, raw: dict[str, Any]) -> dict[str, Any]:
        kept = {other: value for other, value in old.items() if other != name}
        return {**kept, **fitting(node.type, {name: plain(raw[name])})} if name in raw else kept

    return replace(before, inputs=bag(before.inputs, node.inputs), outputs=bag(before.outputs, node.outputs))

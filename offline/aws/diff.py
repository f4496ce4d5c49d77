"""What a change of inputs does to a resource: nothing, an update in place, or a replacement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from offline.aws import facts
from offline.aws.check import DEFAULTS
from offline.aws.schema import ResourceSchema
from offline.aws.wire import is_write_only


@dataclass(frozen=True)
class Difference:
    """Changed paths (each ``add``, ``delete`` or ``update``), those that force a replacement, and how to replace."""

    changed: dict[str, str] = field(default_factory=dict)
    replaces: list[str] = field(default_factory=list)
    delete_first: bool = False


def diff(schema: ResourceSchema, olds: Mapping[str, Any], news: Mapping[str, Any]) -> Difference:
    """Compare the checked inputs of the last deployment with the checked inputs of this one."""
    changed = dict(_changes("", _plain(olds), _plain(news)))
    forcing, by_presence = facts.replacing(schema), facts.replacing_by_presence(schema)
    replaces = sorted(
        path
        for path, kind in changed.items()
        if _forces(path, forcing) or (kind != "update" and path.split("[")[0] in by_presence)
    )
    return Difference(changed, replaces, bool(replaces) and _same_given_name(schema, olds, news))


def _plain(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs that are compared. Write-only ones are not: only the number beside them says that they changed."""
    return {n: v for n, v in inputs.items() if n != DEFAULTS and v is not None and not is_write_only(n)}


def _forces(path: str, forcing: frozenset[str]) -> bool:
    """``forcing`` names properties, or dotted paths where only a nested one forces; list indexes do not matter."""
    names = [part.split("[")[0] for part in path.split(".")]
    return any(".".join(names[: i + 1]) in forcing for i in range(len(names)))


def _same_given_name(schema: ResourceSchema, olds: Mapping[str, Any], news: Mapping[str, Any]) -> bool:
    """A name that the program gave cannot be held by the old and the new resource at once: delete the old one first."""
    rule = facts.autoname(schema)
    if rule is None:
        return False
    name = news.get(rule.property)
    return name is not None and name == olds.get(rule.property) and rule.property not in news.get(DEFAULTS, ())


def _changes(path: str, old: Any, new: Any) -> list[tuple[str, str]]:
    if old == new:
        return []
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return [
            change
            for name in sorted({*old, *new} - {DEFAULTS})
            for change in _member(f"{path}.{name}" if path else name, old.get(name), new.get(name))
        ]
    if isinstance(old, list) and isinstance(new, list):
        size = max(len(old), len(new))
        return [c for i in range(size) for c in _member(f"{path}[{i}]", _at(old, i), _at(new, i))]
    return [(path, "update")]


def _at(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else None


def _member(path: str, old: Any, new: Any) -> list[tuple[str, str]]:
    if old is None and new is None:
        return []
    if old is None or new is None:
        return [(path, "add" if old is None else "delete")]
    return _changes(path, old, new)

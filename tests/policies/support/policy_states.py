"""Exported states as the engine shows them to the pack: `pulumi policy analyze --file` without the CLI."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from policy_graphs import Node
from rules.values import SIGNATURE, UNREADABLE_SECRET

OTHER_SDKS: Final = Path(__file__).parents[2] / "fixtures" / "states" / "other_sdks.json"


def resources(file: Path) -> list[dict[str, Any]]:
    """The resources of an exported state."""
    found: list[dict[str, Any]] = json.loads(file.read_text())["deployment"]["resources"]
    return found


def nodes(state: Iterable[Mapping[str, Any]]) -> list[Node]:
    """What the engine shows of them. Source: pkg/resource/deploy/analyze_snapshot.go of pulumi 3.259.0."""
    living = [resource for resource in state if not resource.get("delete")]
    regions = {resource["urn"]: (resource.get("inputs") or {}).get("region") for resource in living}
    return [_node(resource, regions) for resource in living]


def _node(resource: Mapping[str, Any], regions: Mapping[str, str | None]) -> Node:
    links = resource.get("propertyDependencies") or {}
    return Node(
        urn=resource["urn"],
        type=resource["type"],
        name=resource["urn"].rpartition("::")[2],
        parent=resource.get("parent") or "",
        inputs=_shown(resource.get("inputs") or {}),
        outputs=_shown(resource.get("outputs") or {}),
        dependencies=tuple(resource.get("dependencies") or ()),
        property_dependencies={name: tuple(urns or ()) for name, urns in links.items()},
        region=regions.get((resource.get("provider") or "").rpartition("::")[0]),
        protect=bool(resource.get("protect")),
        ignore_changes=tuple(resource.get("ignoreChanges") or ()),
    )


def _shown(value: Any) -> Any:
    """A value with its secrets as the engine shows those that it cannot decrypt."""
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "ciphertext" in value:
        return {SIGNATURE: value[SIGNATURE], "value": UNREADABLE_SECRET}
    return {name: _shown(item) for name, item in value.items()}

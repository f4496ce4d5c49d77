"""Where a single value belongs: an object or a list in its place may mean anything, and reads as UNKNOWN.

Such values occur in exported states and in programs without types. The provider refuses them, or reads something of
its own into them; to a rule that compares they would look like just another value.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from rules import tokens
from rules.values import UNKNOWN

# By type, the properties that take a text, a number or a boolean under SINGLE, those that take a list or a map of
# them under MANY, both joined by blanks, and the blocks that hold more. Written by `python -m docs.generate.shapes`.
FILE: Final = Path(__file__).with_name("shapes.json")
SINGLE: Final = ""
MANY: Final = "*"

# What is inside of a list or a map of single values: nothing but these.
_SINGLES: Final = object()


@cache
def _known() -> Mapping[str, Any]:
    known: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return {token: _block(block) for token, block in known.items()}


def _block(block: Mapping[str, Any]) -> Mapping[str, Any]:
    singles = dict.fromkeys(block.get(SINGLE, "").split())
    many = dict.fromkeys(block.get(MANY, "").split(), _SINGLES)
    return singles | many | {name: _block(inner) for name, inner in block.items() if name not in (SINGLE, MANY)}


def fitting(type_: str, properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties of a resource of this type, with UNKNOWN in place of what cannot stand where it stands."""
    return _fitting(properties, _known().get(tokens.present(type_), {}))


def _fitting(properties: Mapping[str, Any], block: Mapping[str, Any]) -> Mapping[str, Any]:
    changed = {
        name: found
        for name, value in properties.items()
        if isinstance(value, dict | list) and name in block and (found := _value(value, block[name])) is not value
    }
    return {**properties, **changed} if changed else properties


def _value(value: Any, kind: Any) -> Any:
    """What a list or an object reads as, where a value of this kind belongs."""
    if kind is None:
        return UNKNOWN
    if isinstance(value, dict):
        return _fitting(value, dict.fromkeys(value) if kind is _SINGLES else kind)
    found = [
        _value(item, None if kind is _SINGLES else kind) if isinstance(item, dict | list) else item for item in value
    ]
    return found if any(new is not old for new, old in zip(found, value, strict=True)) else value

"""Writes ``policies/rules/shapes.json``: which properties take a single value, for the types that the rules read.

The pack runs without ``pulumi_aws``; what it must know of it is written down here.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from docs.generate import output
from offline.aws.schema import ResourceSchema, Type, resource_schema

MODULE = "docs.generate.shapes"
RULES = output.ROOT / "policies" / "rules"
FILE = RULES / "shapes.json"
_TOKEN = re.compile(r'"(aws:\w+/\w+:\w+)"')
# The two keys of a block that are no property's name, as in policies/rules/shapes.py.
SINGLE, MANY = "", "*"
_SCALARS = ("string", "integer", "number", "boolean")
# Below, only the statements of web ACLs go on, within each other.
_DEEPEST = 6


def files() -> dict[Path, str]:
    """The file, one line a type."""
    read = {token for file in RULES.rglob("*.py") if not file.stem.endswith("_examples") for token in _tokens(file)}
    lines = (f"{json.dumps(token)}: {_line(resource_schema(token))}" for token in sorted(read))
    return {FILE: "{\n" + ",\n".join(lines) + "\n}\n"}


def _tokens(file: Path) -> list[str]:
    return _TOKEN.findall(file.read_text(encoding="utf-8"))


def _line(schema: ResourceSchema) -> str:
    properties = {name: prop.type for name, prop in {**schema.outputs, **schema.inputs}.items()}
    return json.dumps(_block(schema, properties, _DEEPEST), separators=(",", ":"))


def _block(schema: ResourceSchema, properties: dict[str, Type], depth: int) -> dict[str, Any]:
    block: dict[str, Any] = {
        SINGLE: " ".join(name for name, kind in properties.items() if _is_single(kind)),
        MANY: " ".join(name for name, kind in properties.items() if kind[0] in ("list", "map") and _is_single(kind[1])),
    }
    block = {name: names for name, names in block.items() if names}
    for name, kind in properties.items():
        inner = _object(kind)
        if inner and depth > 1 and (below := _block(schema, schema.objects[inner].properties, depth - 1)):
            block[name] = below
    return block


def _is_single(kind: Type) -> bool:
    return kind in _SCALARS or (isinstance(kind, list) and kind[0] in ("enum", "range"))


def _object(kind: Type) -> str | None:
    """The name of the object type that a block, or each item of a list of blocks, is of."""
    while isinstance(kind, list) and kind[0] == "list":
        kind = kind[1]
    return kind[1] if isinstance(kind, list) and kind[0] == "object" else None


if __name__ == "__main__":
    sys.exit(output.main(MODULE, sys.argv[1:], files()))

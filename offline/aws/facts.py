"""Facts about AWS types that the SDK does not state: how the real provider names things, what it cannot change.

All of them are data, in ``data/``; each file says where its facts come from.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from hashlib import shake_256
from importlib.resources import files
from typing import Any

from offline.aws.schema import ResourceSchema


@dataclass(frozen=True, kw_only=True)
class Autoname:
    """How one resource type gets a name when the program gives none; ``data/autonames.json`` explains each field."""

    property: str = "name"
    max_length: int = 255
    separator: str = "-"
    random: int = 7
    charset: str = "hex"
    lower: bool = False
    prefix: str = ""
    suffix: Mapping[str, str] = field(default_factory=dict)
    unless: str = ""

    def name(self, logical: str, seed: str, given: Mapping[str, Any], proposed: str = "") -> str:
        """The automatic name, the same in every run: ``logical`` and some digits derived from ``seed``.

        Raises:
            ValueError: the name would be too long; the real provider refuses it as well.
        """
        base = proposed or f"{logical}{self.separator}{self._digits(seed)}"
        base = base.lower() if self.lower else base
        if len(base) > self.max_length:
            raise ValueError(
                f"the automatic name {base!r} has {len(base)} characters, at most {self.max_length} are allowed:"
                " shorten the resource's logical name or give a name"
            )
        base = base if base.startswith(self.prefix) else self.prefix + base
        return base + (self.suffix["value"] if self.suffix and given.get(self.suffix["when"]) is True else "")

    def taken(self, given: Mapping[str, Any]) -> bool:
        """True when the program names the resource itself, in full or by a prefix."""
        return self.property in given or (self.unless or f"{self.property}Prefix") in given

    def _digits(self, seed: str) -> str:
        digest = shake_256(seed.encode()).hexdigest(self.random)[: self.random]
        return digest if self.charset == "hex" else "".join(chr(ord("a") + int(digit, 16)) for digit in digest)


def canonical(token: str) -> str:
    """The token under which facts about a type are kept: ``aws:lb/...`` for the older ``aws:alb/...``."""
    package, module, name = token.split(":")
    service, _, file = module.partition("/")
    return f"{package}:{shapes()['modules'].get(service, service)}/{file}:{name}"


def autoname(schema: ResourceSchema) -> Autoname | None:
    """How ``schema``'s resources are named, or None when the provider makes no name for them."""
    table = _load_json("autonames.json")
    special = table["types"].get(canonical(schema.token))
    if special is not None and special["property"] in schema.inputs:
        fields = {_FIELDS.get(key, key): value for key, value in special.items() if key != "when"}
        return Autoname(**fields)
    return Autoname() if schema.autonamed and schema.token not in table["never"] else None


_FIELDS = {"maxLength": "max_length"}


def defaults(token: str) -> dict[str, Any]:
    """Inputs that the real provider fills in when the program gives none, such as ``description``."""
    found: dict[str, Any] = _load_json("autonames.json")["defaults"].get(canonical(token), {})
    return found


def unlisted(token: str, path: str) -> frozenset[str]:
    """Values of the property at ``path`` that AWS takes although the documentation does not list them."""
    name = path.rpartition(".")[2].partition("[")[0]
    values: list[str] = _unlisted().get(token.split("/")[0].split(":")[1], {}).get(name, [])
    return frozenset(values)


def replacing(schema: ResourceSchema) -> frozenset[str]:
    """Inputs of ``schema`` that AWS cannot change in place; dotted where only that member of a block forces it."""
    measured = _load_json("replacements.json")["types"].get(canonical(schema.token))
    if measured is None:
        measured = [name for name, prop in schema.inputs.items() if prop.replaces]
    return frozenset(measured) | ({"region"} & set(schema.inputs))


def replacing_by_presence(schema: ResourceSchema) -> frozenset[str]:
    """Blocks of ``schema`` that can be changed in place but neither added nor removed."""
    found: list[str] = _load_json("replacements.json")["presence"].get(canonical(schema.token), [])
    return frozenset(found)


def shape_of(schema: ResourceSchema) -> dict[str, Any]:
    """Property -> shape for one resource type, and ``id``."""
    table = shapes()
    found = {n: shape for n in schema.outputs if n not in schema.inputs and (shape := _by_form(table["outputs"], n))}
    special: dict[str, Any] = table["types"].get(canonical(schema.token), {})
    return {**found, **table["any"], **special}


def _by_form(shapes: Mapping[str, Any], name: str) -> Any:
    return next((shape for form, shape in shapes.items() if fnmatchcase(name, form)), None)


@cache
def shapes() -> dict[str, Any]:
    """The table of output shapes, ``data/shapes.toml``."""
    return tomllib.loads((files("offline.aws") / "data" / "shapes.toml").read_text())


@cache
def _unlisted() -> dict[str, Any]:
    return tomllib.loads((files("offline.aws") / "data" / "unlisted.toml").read_text())


@cache
def _load_json(name: str) -> dict[str, Any]:
    path = files("offline.aws") / "data" / name
    data: dict[str, Any] = json.loads(path.read_text()) if path.is_file() else {}
    return data

"""Refuses inputs that the SDK's types refuse, at any depth, and gives names to resources that have none.

Every mistake is reported with its path and, for a name, the nearest right one.
"""

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from offline.aws import facts
from offline.aws.schema import ResourceSchema, Type
from offline.aws.wire import has_unknown, is_asset, is_unknown

DEFAULTS = "__defaults"  # the real provider lists here which inputs it filled in itself


@dataclass(frozen=True)
class Failure:
    """One refused input: its path, such as ``networkConfiguration.subnets[0]``, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class Naming:
    """How to name a resource that has no name.

    ``logical`` is the program's name, ``seed`` makes the suffix stable. ``proposed`` is the engine's own proposal when
    the project configures ``pulumi:autonaming``; ``disabled`` when it forbids automatic names.
    """

    logical: str
    seed: str
    proposed: str = ""
    disabled: bool = False


def check(
    schema: ResourceSchema, news: Mapping[str, Any], olds: Mapping[str, Any], naming: Naming
) -> tuple[dict[str, Any], list[Failure]]:
    """The inputs as the provider will use them, and every reason to refuse them.

    Args:
        schema: the resource type.
        news: what the program gave, as on the wire.
        olds: the inputs of the last deployment, empty for a new resource: a name made then is kept.
        naming: how to make a name.
    """
    given = {name: value for name, value in news.items() if value is not None and name != DEFAULTS}
    name, failures = _autoname(schema, given, olds, naming)
    inputs = {**given, **name, **_defaults(schema, given)}
    failures += _object("", inputs, {n: p.type for n, p in schema.inputs.items()}, _required(schema), schema)
    inputs = {
        name: _encoded(schema.inputs[name].type, value) if name in schema.inputs else value
        for name, value in inputs.items()
    }
    inputs[DEFAULTS] = sorted(set(inputs) - set(given))
    return inputs, failures


def check_provider(schema: ResourceSchema, news: Mapping[str, Any]) -> list[Failure]:
    """Every reason to refuse the provider's configuration; nested values arrive as JSON text."""
    values = {
        name: _decoded(schema, name, value) for name, value in news.items() if name != "version" and value is not None
    }
    return _object("", values, {n: p.type for n, p in schema.inputs.items()}, set(), schema)


def _decoded(schema: ResourceSchema, name: str, value: Any) -> Any:
    if (
        name in schema.inputs
        and schema.inputs[name].type != "string"
        and isinstance(value, str)
        and not is_unknown(value)
    ):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


# --- names and defaults -----------------------------------------------------------------------------------------------


def _required(schema: ResourceSchema) -> set[str]:
    return {name for name, prop in schema.inputs.items() if prop.required}


def _defaults(schema: ResourceSchema, given: Mapping[str, Any]) -> dict[str, Any]:
    return {n: v for n, v in facts.defaults(schema.token).items() if n in schema.inputs and n not in given}


def _autoname(
    schema: ResourceSchema, given: Mapping[str, Any], olds: Mapping[str, Any], naming: Naming
) -> tuple[dict[str, Any], list[Failure]]:
    rule = facts.autoname(schema)
    if rule is None or rule.taken(given):
        return {}, []
    if rule.property in olds.get(DEFAULTS, ()) and olds.get(rule.property):
        return {rule.property: olds[rule.property]}, []
    if naming.disabled:
        return {}, [Failure(rule.property, "automatic names are disabled by pulumi:autonaming: give a name")]
    try:
        return {rule.property: rule.name(naming.logical, naming.seed, given, naming.proposed)}, []
    except ValueError as error:
        return {}, [Failure(rule.property, str(error))]


def _encoded(kind: Type, value: Any) -> Any:
    """A document given as an object where AWS wants JSON text (IAM policies) becomes text, as in the real provider."""
    if isinstance(kind, list) and kind[0] == "union" and "string" in kind and isinstance(value, Mapping):
        return next(u for u in _unknowns(value)) if has_unknown(value) else json.dumps(value, sort_keys=True)
    return value


def _unknowns(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _unknowns(item)
    elif is_unknown(value):
        yield value


# --- types ------------------------------------------------------------------------------------------------------------


def _object(
    path: str, value: Mapping[str, Any], properties: Mapping[str, Type], required: set[str], schema: ResourceSchema
) -> list[Failure]:
    failures = []
    for name, item in value.items():
        if name == DEFAULTS or item is None:
            continue
        place = f"{path}.{name}" if path else name
        if name in properties:
            failures += _value(place, item, properties[name], schema)
        else:
            failures.append(Failure(place, f"there is no such property{_nearest(name, properties)}"))
    for name in sorted(required - {n for n, item in value.items() if item is not None}):
        failures.append(Failure(f"{path}.{name}" if path else name, "this property is required"))
    return failures


def _nearest(name: str, properties: Mapping[str, Type]) -> str:
    camel = name[:1] + "".join(part.capitalize() if i else part for i, part in enumerate(name.split("_")))[1:]
    for candidate in (name, camel):
        close = difflib.get_close_matches(candidate, properties, n=1, cutoff=0.6)
        if close:
            return f": did you mean {close[0]}?"
    return f"; allowed here: {', '.join(sorted(properties))}" if len(properties) <= 12 else ""


def _value(path: str, value: Any, kind: Type, schema: ResourceSchema) -> list[Failure]:
    if is_unknown(value) or kind == "any":
        return []
    if isinstance(kind, str):
        return (
            []
            if _SCALAR_TESTS[kind](value)
            else [Failure(path, f"{_ARTICLE[kind]} is expected, not {describe(value)}")]
        )
    return _COMPOUND[kind[0]](path, value, kind, schema)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_SCALAR_TESTS = {
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "number": _is_number,
    "integer": lambda v: _is_number(v) and float(v).is_integer(),
    "asset": is_asset,
}
_ARTICLE = {
    "string": "a string",
    "boolean": "true or false",
    "number": "a number",
    "integer": "a whole number",
    "asset": "an asset or archive",
}


def _list(path: str, value: Any, kind: Type, schema: ResourceSchema) -> list[Failure]:
    if not isinstance(value, list):
        return [Failure(path, f"a list is expected, not {describe(value)}")]
    return [f for i, item in enumerate(value) for f in _value(f"{path}[{i}]", item, kind[1], schema)]


def _map(path: str, value: Any, kind: Type, schema: ResourceSchema) -> list[Failure]:
    if not isinstance(value, Mapping):
        return [Failure(path, f"a map is expected, not {describe(value)}")]
    return [
        f
        for key, item in value.items()
        if key != DEFAULTS and item is not None
        for f in _value(f"{path}[{key!r}]", item, kind[1], schema)
    ]


def _block(path: str, value: Any, kind: Type, schema: ResourceSchema) -> list[Failure]:
    if not isinstance(value, Mapping) or is_asset(value):
        return [Failure(path, f"an object is expected, not {describe(value)}")]
    block = schema.objects[kind[1]]
    return _object(path, value, block.properties, set(block.required), schema)


def _union(path: str, value: Any, kind: Type, schema: ResourceSchema) -> list[Failure]:
    attempts = [_value(path, value, member, schema) for member in kind[1:]]
    return min(attempts, key=len)


def _enum(path: str, value: Any, kind: Type, schema: ResourceSchema) -> list[Failure]:
    if not isinstance(value, str):
        return [Failure(path, f"a string is expected, not {describe(value)}")]
    allowed = {listed.lower() for listed in kind[1:]}  # the provider folds case for some
    if not value or value.lower() in allowed or value in facts.unlisted(schema.token, path):
        return []
    return [Failure(path, f"{value!r} is not allowed; the documentation lists {', '.join(kind[1:])}")]


def _range(path: str, value: Any, kind: Type, schema: ResourceSchema) -> list[Failure]:
    failures = _value(path, value, "integer", schema)
    if not failures and not kind[1] <= value <= kind[2]:
        failures = [Failure(path, f"{value:g} is not allowed; the documentation says {kind[1]} to {kind[2]}")]
    return failures


_COMPOUND = {"list": _list, "map": _map, "object": _block, "union": _union, "enum": _enum, "range": _range}


def describe(value: Any) -> str:
    """What a refused value is. Never the value itself: it may be a secret."""
    if is_asset(value):
        return "an asset"
    kinds = {bool: "a boolean", float: "a number", int: "a number", str: "a string", list: "a list", dict: "an object"}
    return kinds.get(type(value), "this value")

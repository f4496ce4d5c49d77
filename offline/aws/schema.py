"""What ``pulumi_aws`` says about a resource type: its inputs, its outputs, and their types.

The SDK is the only source. A type is introspected when it is first met and then kept as one small JSON file per type
in the user's cache, because importing an SDK module costs up to 400 ms and reading the file well under one.
"""

import collections.abc
import enum
import hashlib
import inspect
import json
import os
import re
import tempfile
import types
import typing
import warnings
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

# A type, as JSON: "string" | "integer" | "number" | "boolean" | "any" | "asset"
# | ["list", T] | ["map", T] | ["object", NAME] | ["union", T, ...]
# | ["enum", VALUE, ...] | ["range", LOWEST, HIGHEST] where the documentation states the allowed values
Type = Any

_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}
_FORCES_REPLACEMENT = re.compile(
    r"forces? (?:a )?(?:new|replacement)|creates? a new resource|re-?creates? the resource|resource recreation",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"forces? new for|downstream|new task deployment", re.IGNORECASE)
_DEFAULT = re.compile(
    r"(?:[Dd]efaults? (?:to|is|value is|value:|for this attribute is)|[Dd]efault:?|in AWS)\s+"
    r"[`\"']?(?P<value>true|false|-?\d+(?:\.\d+)?|[A-Za-z][\w.:/-]*)[`\"']?"
    r"\s*(?:\(|\.(?:\s|$)|$|\s(?:seconds|minutes|days|hours)\b)"
)


# "Valid values are `a`, `b` and `c`." and nothing else in the sentence: then the list is complete.
_VALUE = r"`[^`\s*<>|]+`(?:\s\(default\))?"
_VALUES = re.compile(
    rf"(?:Valid|Allowed|Possible) values(?: are|:)*\s+(?P<values>{_VALUE}(?:(?:,\s*|\s+)(?:or\s+|and\s+)?{_VALUE})+)"
    r"\.?(?:\s*$|\s+[A-Z])"
)
_PLACEHOLDER = re.compile(r"XX|\[")  # "4XX" stands for many codes, "[...]" for how a list is written
_BOUNDS = re.compile(
    r"[Ii]nteger (?:representing seconds, )?(?:from|between)"
    r" (?P<low>\d[\d,]*)(?: \([^)]*\))? (?:to|and) (?P<high>\d[\d,]*)(?! or)"
)


@dataclass(frozen=True, kw_only=True)
class Property:
    """One top-level property. ``computed`` outputs have a value even when the program gives none."""

    type: Type
    required: bool = False
    computed: bool = False
    replaces: bool = False
    default: Any = None


@dataclass(frozen=True, kw_only=True)
class ObjectType:
    """A nested block: its properties' types and the names that must be given."""

    properties: dict[str, Type]
    required: list[str]


@dataclass(frozen=True, kw_only=True)
class ResourceSchema:
    """Everything the SDK says about one resource type."""

    token: str
    inputs: dict[str, Property]
    outputs: dict[str, Property]
    objects: dict[str, ObjectType] = field(default_factory=dict)

    @property
    def autonamed(self) -> bool:
        """True when AWS needs a name and the program may leave it out: the provider then makes one."""
        name = self.inputs.get("name")
        return name is not None and not name.required and self.outputs["name"].computed


class UnknownTypeError(LookupError):
    """The token is not a resource type of this ``pulumi_aws``."""


def sdk_version() -> str:
    """The version of the installed ``pulumi_aws``."""
    return metadata.version("pulumi_aws")


@cache
def resource_schema(token: str) -> ResourceSchema:
    """The schema of the resource type ``token``, such as ``aws:sqs/queue:Queue``.

    Raises:
        UnknownTypeError: this SDK has no such type.
    """
    path = _cache_dir() / f"{re.sub(r'[^A-Za-z0-9]', '-', token)}.json"
    try:
        return _from_json(json.loads(path.read_text()))
    except (OSError, ValueError, KeyError, TypeError):  # absent, or cut short by a crash: read the SDK again
        schema = _introspect(token, _resource_class(token))
        _write(path, json.dumps(asdict(schema), separators=(",", ":")))
        return schema


@cache
def provider_schema() -> ResourceSchema:
    """The schema of the provider's own configuration (``aws.Provider``)."""
    from pulumi_aws.provider import Provider

    return _introspect("pulumi:providers:aws", Provider)


def resource_tokens() -> list[str]:
    """Every resource type of the installed ``pulumi_aws``, sorted."""
    return sorted(_registry())


# --- cache ------------------------------------------------------------------------------------------------------------


@cache
def _cache_dir() -> Path:
    """One folder per SDK version *and* per version of this file, so that neither can read the other's leavings."""
    base = Path(os.environ.get("FLOODGATE_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "floodgate")
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    return base.expanduser() / f"aws-schema-{sdk_version()}-{own}"


def _write(path: Path, text: str) -> None:
    """Put ``text`` at ``path`` in one step. A cache that cannot be written costs time, never the user's run."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as handle:
            handle.write(text)
        Path(handle.name).replace(path)
    except OSError:
        pass


def _from_json(data: dict[str, Any]) -> ResourceSchema:
    return ResourceSchema(
        token=data["token"],
        inputs={name: Property(**value) for name, value in data["inputs"].items()},
        outputs={name: Property(**value) for name, value in data["outputs"].items()},
        objects={name: ObjectType(**value) for name, value in data["objects"].items()},
    )


# --- introspection ----------------------------------------------------------------------------------------------------


@cache
def _registry() -> dict[str, tuple[str, str]]:
    """Token -> (Python module, class name), from the SDK's own table of resource modules."""
    import pulumi_aws  # noqa: F401 - the import is what fills the table below
    from pulumi.runtime import rpc

    found: dict[str, tuple[str, str]] = {}
    for key, modules in rpc._RESOURCE_MODULES.items():
        if key.startswith("aws:"):
            info = vars(modules[-1])["mod_info"]  # set by the generated subclass
            found.update({token: (info["fqn"], name) for token, name in info["classes"].items()})
    return found


def _resource_class(token: str) -> type:
    try:
        module, name = _registry()[token]
    except KeyError:
        raise UnknownTypeError(token) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the SDK's modules deprecate some of their own classes
        return typing.cast(type, getattr(import_module(module), name))


def _introspect(token: str, resource: type) -> ResourceSchema:
    from pulumi import _types

    module, name = import_module(resource.__module__), resource.__name__
    # Where a nested block has the name XArgs, the resource's own arguments are XInitArgs.
    args = getattr(module, f"{name}InitArgs", None) or getattr(module, f"{name}Args")
    walk = _Walk()
    required = _required(args, _types)
    docs = _docs(args)
    inputs = {
        name: Property(
            type=_documented_values(docs.get(name, ""), walk.type_of(annotation)),
            required=name in required,
            replaces=_documented_replacement(docs.get(name, "")),
        )
        for name, annotation in _types.input_type_types(args).items()
    }
    outputs = {}
    for name, annotation in _output_annotations(resource).items():
        known = inputs.get(name)
        optional = _is_optional(annotation)
        outputs[name] = Property(
            type=known.type if known else walk.type_of(annotation),
            computed=not optional,
            default=_documented_default(docs.get(name, ""), known.type) if known and optional else None,
        )
    return ResourceSchema(token=token, inputs=inputs, outputs=outputs, objects=walk.objects)


class _Walk:
    """Translates Python annotations and collects the nested blocks that they reach."""

    def __init__(self) -> None:
        self.objects: dict[str, ObjectType] = {}

    def type_of(self, annotation: Any) -> Type:
        """The JSON form of ``annotation``; what the SDK leaves open is ``"any"``."""
        members = [m for m in _union_members(annotation) if not _is_wrapper(m)]
        if len(members) != 1:
            kinds = [self.type_of(m) for m in members]
            distinct = [k for i, k in enumerate(kinds) if k not in kinds[:i]]
            return distinct[0] if len(distinct) == 1 else ["union", *distinct] if distinct else "any"
        return self._single(members[0])

    def _single(self, annotation: Any) -> Type:
        from pulumi import _types

        origin, parameters = typing.get_origin(annotation), typing.get_args(annotation)
        if origin in (list, collections.abc.Sequence):
            return ["list", self.type_of(parameters[0])]
        if origin in (dict, collections.abc.Mapping):
            return ["map", self.type_of(parameters[1])]
        if isinstance(annotation, type) and (_types.is_input_type(annotation) or _types.is_output_type(annotation)):
            return ["object", self._object(annotation)]
        return _scalar(annotation)

    def _object(self, cls: type) -> str:
        from pulumi import _types

        name = f"{cls.__module__.removeprefix('pulumi_aws.')}.{cls.__name__}"
        if name not in self.objects:
            block = ObjectType(properties={}, required=[])
            self.objects[name] = block  # before its members: blocks may contain themselves
            if _types.is_input_type(cls):
                hints: dict[str, Any] = _types.input_type_types(cls)
                block.required.extend(_required(cls, _types))
            else:
                hints = _output_annotations(cls)
            docs = _docs(cls)
            block.properties.update({p: _documented_values(docs.get(p, ""), self.type_of(h)) for p, h in hints.items()})
        return name


def _scalar(annotation: Any) -> Type:
    if not isinstance(annotation, type):
        return "any"
    if issubclass(annotation, enum.Enum):
        annotation = type(next(iter(annotation)).value)
    return "asset" if annotation.__module__ == "pulumi.asset" else _SCALARS.get(annotation, "any")


def _union_members(annotation: Any) -> list[Any]:
    """The alternatives of a union, flattened; ``Input[T]`` is itself a union of T, an awaitable and an output."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [m for part in typing.get_args(annotation) for m in _union_members(part)]
    return [annotation]


def _is_wrapper(annotation: Any) -> bool:
    """True for the members that say how a value arrives (awaitable, output, None, TypedDict twin), not what it is."""
    import pulumi

    origin = typing.get_origin(annotation)
    return (
        annotation is type(None)
        or origin is collections.abc.Awaitable
        or origin is pulumi.Output
        or typing.is_typeddict(annotation)
        or isinstance(annotation, typing.ForwardRef)
    )


def _required(args: type, _types: Any) -> list[str]:
    """Names (as on the wire) that the constructor of an Args class demands."""
    names = _types.input_type_py_to_pulumi_names(args)
    parameters = inspect.signature(args).parameters
    return sorted(
        names.get(p.name, p.name)
        for p in parameters.values()
        if p.kind is inspect.Parameter.KEYWORD_ONLY and p.default is inspect.Parameter.empty
    )


def _getters(cls: type) -> dict[str, property]:
    return {name: value for name, value in vars(cls).items() if isinstance(value, property) and value.fget}


def _wire_name(name: str, getter: property) -> str:
    return str(getattr(getter.fget, "_pulumi_name", name))


def _docs(args: type) -> dict[str, str]:
    return {_wire_name(n, g): inspect.getdoc(g) or "" for n, g in _getters(args).items()}


def _output_annotations(cls: type) -> dict[str, Any]:
    """Property name on the wire -> what its getter is declared to return, ``Output`` taken off."""
    found = {}
    for name, getter in _getters(cls).items():
        hint = typing.get_type_hints(getter.fget).get("return", Any)
        found[_wire_name(name, getter)] = (
            typing.get_args(hint)[0] if typing.get_origin(hint) is not None and _is_output(hint) else hint
        )
    return found


def _is_output(hint: Any) -> bool:
    import pulumi

    return typing.get_origin(hint) is pulumi.Output


def _is_optional(annotation: Any) -> bool:
    return type(None) in _union_members(annotation)


def _documented_replacement(doc: str) -> bool:
    return bool(_FORCES_REPLACEMENT.search(doc)) and not _CONDITIONAL.search(doc)


def _documented_values(doc: str, kind: Type) -> Type:
    """``kind``, narrowed where the property's text lists every allowed value or gives the bounds of a whole number."""
    if isinstance(kind, list) and kind[0] == "list":
        return ["list", _documented_values(doc, kind[1])]
    if kind == "string" and (found := _VALUES.search(doc)):
        values = [value.strip('"') for value in re.findall(r"`([^`]+)`", found["values"])]
        complete = "also valid" not in doc and not any(_PLACEHOLDER.search(value) for value in values)
        return ["enum", *values] if complete else kind
    if kind == "integer" and (found := _BOUNDS.search(doc)):
        return ["range", *(int(found[end].replace(",", "")) for end in ("low", "high"))]
    return kind


def _documented_default(doc: str, kind: Type) -> Any:
    """The default that the property's own text states, when it is a plain value of the property's type; else None."""
    found = _DEFAULT.search(doc)
    if not found:
        return None
    text = found["value"]
    try:
        if kind == "boolean":
            return {"true": True, "false": False}.get(text)
        if kind == "integer" or (isinstance(kind, list) and kind[0] == "range"):
            return int(text)
        return float(text) if kind == "number" else None
    except ValueError:
        return None

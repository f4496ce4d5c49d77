"""One resource as the rules see it, and the only way to read its properties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from rules import tokens
from rules.values import UNKNOWN, Unknown, parse_json, plain


@dataclass(frozen=True, kw_only=True, eq=False)
class Resource:
    """A resource of the stack.

    ``outputs`` are the planned ones at preview and the real ones afterwards. ``inputs`` are those which the engine
    checked before, None where they were not recorded: they answer when an output is unknown (pulumi #7854).
    """

    urn: str
    type: str
    name: str
    parent: str = ""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Any] | None = None
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provider: Mapping[str, Any] | None = None
    protect: bool = False
    ignore_changes: tuple[str, ...] = ()

    @property
    def token(self) -> str:
        """The type under its present name, whatever name the program used."""
        return tokens.present(self.type)

    @property
    def region(self) -> str | Unknown:
        """Its own region, else its provider's, else the one in its ARN."""
        own = read(self, "region")
        if isinstance(own, str):
            return own
        providers = (self.provider or {}).get("region")
        if own is None and isinstance(providers, str):
            return providers
        arn = read_output(self, "arn")
        parts = arn.split(":") if isinstance(arn, str) else []
        return parts[3] if len(parts) > 5 and parts[3] else UNKNOWN

    @property
    def is_component(self) -> bool:
        """True for what only groups others: it has no provider, and it is not Pulumi's own."""
        return self.provider is None and not self.type.startswith(("aws:", "pulumi:"))

    def __str__(self) -> str:
        """How messages name it: kind and logical name, neither of which can be a secret."""
        return f"{tokens.noun(self.token)} `{self.name}`"


def read(resource: Resource, *path: str | int, default: Any = None) -> Any:
    """What is configured at ``path``; ``default`` where nothing is; UNKNOWN where it cannot be known. Never raises.

    The path walks through JSON texts as through objects. What has another shape than the path expects is UNKNOWN.
    """
    value = _descend(resource.outputs, path)
    if (value is None or value is UNKNOWN) and resource.inputs is not None:
        # Unknown, and the program does not set it: the provider is about to fill in the service's default.
        value = _descend(resource.inputs, path)
    return default if value is None else value


def read_output(resource: Resource, name: str) -> str | Unknown | None:
    """A text that AWS makes, such as an ARN: UNKNOWN before deployment, None when the type has no such property."""
    value = resource.outputs.get(name)
    return value if value is None or isinstance(value, str) else UNKNOWN


def read_number(resource: Resource, *path: str | int, default: float | None = None) -> float | Unknown | None:
    """A number, also when it is written as text; UNKNOWN when it is anything else."""
    return number(read(resource, *path, default=default))


def read_flag(resource: Resource, *path: str | int, default: bool = False) -> bool | Unknown:
    """A boolean, also when it is written as text; UNKNOWN when it is anything else."""
    value = read(resource, *path, default=default)
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower(), UNKNOWN)
    return value if isinstance(value, bool) else UNKNOWN


def read_list(resource: Resource, *path: str | int) -> list[Any] | Unknown:
    """A list, empty where nothing is set; UNKNOWN when it is anything else. Its items may be UNKNOWN."""
    value = read(resource, *path, default=[])
    if isinstance(value, str):
        value = _document(value) or []
    return value if isinstance(value, list) else UNKNOWN


def number(value: Any) -> float | Unknown | None:
    """The number that a value stands for, None for None, UNKNOWN for what is no number."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, float | int | str):
        return UNKNOWN
    try:
        found = float(value)
    except ValueError:
        return UNKNOWN
    return found if isfinite(found) else UNKNOWN


def _descend(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        if isinstance(value, str):
            value = _document(value)
        if value is None or value is UNKNOWN:
            return value
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if -len(value) <= step < len(value) else None
        else:
            return UNKNOWN
    return value


def _document(text: str) -> Any:
    if not text.strip():
        return None  # how the provider writes that there is none
    document = parse_json(text)
    return UNKNOWN if document is None else plain(document)

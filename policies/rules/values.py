"""Property values as plain data: the engine's marks for unknowns, secrets and assets are taken off once, here.

Afterwards a value is None, bool, float, str, list, dict or UNKNOWN, at any depth, and nothing that a rule does with
it can raise. Secrets lose their mark, as in the SDK: no rule may print a value.
"""

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

import pulumi


class Unknown(Enum):
    """The type of UNKNOWN, so that `is UNKNOWN` narrows types."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN

# What the engine writes where a value is not known yet, one mark per kind of value.
# Source: sdk/go/common/resource/plugin/rpc.go of pulumi 3.259.0; the same seven are in pulumi_policy.proxy.
SENTINELS: Final = (
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # boolean
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # string
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
    "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
    "e48ece36-62e2-4504-bad9-02848725956a",  # archive
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
)
# What `pulumi policy analyze` writes for a secret of an exported state that it cannot decrypt.
UNREADABLE_SECRET: Final = "[secret]"  # noqa: S105 - a mark

# The key that marks a map as a special value, and the marks. Source: sdk/go/common/resource/properties.go.
SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
_SECRET: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a mark
_OUTPUT: Final = "d0e6a833031e9bbcd3f4e8bde6ca49a4"

# Deeper than any AWS property; what lies below counts as unknown.
_DEEPEST: Final = 100


def from_struct(struct: Any) -> dict[str, Any]:
    """The plain values of a property bag as it comes over the wire, a protobuf `Struct`."""
    return {name: plain(_python(value)) for name, value in struct.fields.items()}


def plain(value: Any, depth: int = 0) -> Any:
    """The plain form of a value: of the wire, or of the SDK with its proxies and asset objects."""
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | Unknown):
        return value
    if isinstance(value, int | float):
        return float(value)
    if depth >= _DEEPEST:
        return UNKNOWN
    if isinstance(value, Mapping):
        return _map(value, depth + 1)
    if isinstance(value, Sequence):
        return [plain(item, depth + 1) for item in bare(value)]
    return _asset(value)


def _python(value: Any) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return {name: _python(item) for name, item in value.struct_value.fields.items()}
    if kind == "list_value":
        return [_python(item) for item in value.list_value.values]
    return None if kind in (None, "null_value") else getattr(value, kind)


def _text(text: str) -> Any:
    if text in SENTINELS or text == UNREADABLE_SECRET:
        return UNKNOWN
    if any(sentinel in text for sentinel in SENTINELS):
        # Part of a longer text. Of a JSON document the known parts stay readable: `read` walks into both forms alike.
        document = parse_json(text)
        return UNKNOWN if document is None else plain(document)
    return text


def _map(value: Mapping[str, Any], depth: int) -> Any:
    data = bare(value)
    mark = data.get(SIGNATURE)
    if mark == _SECRET:
        return plain(data.get("value"), depth)
    if mark == _OUTPUT:
        return plain(data["value"], depth) if "value" in data else UNKNOWN
    return {str(name): plain(item, depth) for name, item in data.items() if name != SIGNATURE}


def bare(value: Any) -> Any:
    """The data beneath one of the SDK's proxies, which raise on every way to read an unknown; else the value itself."""
    return value["__target"] if type(value).__module__.startswith("pulumi_policy.") else value


def _asset(value: Any) -> Any:
    if isinstance(value, pulumi.AssetArchive):
        return {"assets": {name: _asset(item) for name, item in value.assets.items()}}
    for key in ("path", "text", "uri"):
        if isinstance(content := getattr(value, key, None), str):
            return {key: _text(content)}
    return UNKNOWN


def parse_json(text: str) -> Any:
    """The object or list that a JSON text holds, None when it holds neither or is malformed."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None

"""Property bags on the wire: protobuf structs to plain Python and back, and the marks for unknown values."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from google.protobuf.struct_pb2 import Struct, Value
from pulumi.runtime import rpc

# What the engine writes where a value is not known yet; one mark per kind of value.
# Source: sdk/go/common/resource/plugin/rpc.go of pulumi 3.259.0.
UNKNOWN = rpc.UNKNOWN
UNKNOWNS = frozenset(
    {
        UNKNOWN,  # a string, and what this provider itself sends
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # a boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # a number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # an array
        "030794c1-ac77-496b-92df-f27374a8bd58",  # an asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # an archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # an object
    }
)
# The key that marks a map as a special value, and the marks themselves.
SIGNATURE = rpc._special_sig_key
SECRET_SIGNATURE = rpc._special_secret_sig
ASSET_SIGNATURES = frozenset({rpc._special_asset_sig, rpc._special_archive_sig})


def to_python(struct: Struct) -> dict[str, Any]:
    """A protobuf struct as plain dictionaries, lists and scalars. Numbers stay floats, as on the wire."""
    return {name: _value(value) for name, value in struct.fields.items()}


def _value(value: Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return to_python(value.struct_value)
    if kind == "list_value":
        return [_value(item) for item in value.list_value.values]
    return None if kind in (None, "null_value") else getattr(value, kind)


def to_struct(values: Mapping[str, Any]) -> Struct:
    """Plain Python values as a protobuf struct."""
    struct = Struct()
    struct.update(values)
    return struct


def returning(response: Any, values: Mapping[str, Any]) -> Any:
    """``response`` with ``values`` as its field ``return``, whose name Python keeps for itself."""
    getattr(response, "return").update(values)
    return response


def is_unknown(value: Any) -> bool:
    """True for the engine's mark of a value that is not known yet."""
    return isinstance(value, str) and value in UNKNOWNS


def has_unknown(value: Any) -> bool:
    """True when ``value`` is unknown or holds an unknown at any depth."""
    if isinstance(value, Mapping):
        return any(has_unknown(item) for item in value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return any(has_unknown(item) for item in value)
    return is_unknown(value)


def is_write_only(name: str) -> bool:
    """True for arguments such as ``passwordWo``: they are sent to AWS and never come back."""
    return name.endswith("Wo")


def is_asset(value: Any) -> bool:
    """True for the wire form of a pulumi asset or archive."""
    return isinstance(value, Mapping) and value.get(SIGNATURE) in ASSET_SIGNATURES


def json_or_value(value: Any) -> Any:
    """A provider's nested settings arrive as JSON text; anything else is returned as it is."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value

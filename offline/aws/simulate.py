"""What a resource looks like once it exists: one pure function, for the provider and for the unit tests' mocks alike.

At preview, computed outputs are unknown, as with the real provider. At deployment they are well-formed inventions of
the right shape, region and account, the same in every run. The shapes are data: ``data/shapes.toml``.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import shake_256
from typing import Any
from uuid import UUID

from offline.aws import facts
from offline.aws.check import DEFAULTS
from offline.aws.schema import ResourceSchema, Type
from offline.aws.wire import UNKNOWN, has_unknown, is_write_only, json_or_value

ACCOUNT = "123456789012"  # the account of AWS's own documentation


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a provider works: ``region``, the twelve digits of ``account``, and the tags it adds to everything."""

    region: str
    account: str = ACCOUNT
    default_tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def partition(self) -> str:
        """``aws``, ``aws-cn`` or ``aws-us-gov``."""
        return {"cn": "aws-cn", "us-gov": "aws-us-gov"}.get(self.region.rpartition("-")[0].rpartition("-")[0], "aws")

    @property
    def dns_suffix(self) -> str:
        """The domain of the partition's service endpoints."""
        return "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"


def place_of(configuration: Mapping[str, Any], region: str) -> Place:
    """Where a provider with this checked configuration works; ``region`` when it names none.

    The account is the one that the configuration names: the allowed one, or that of an assumed role.
    """
    tags = json_or_value(configuration.get("defaultTags")) or {}
    return Place(
        region=configuration.get("region") or region,
        account=_account(configuration),
        default_tags=tags.get("tags") or {} if isinstance(tags, Mapping) else {},
    )


def _account(configuration: Mapping[str, Any]) -> str:
    allowed = json_or_value(configuration.get("allowedAccountIds"))
    if isinstance(allowed, list) and allowed:
        return str(allowed[0])
    roles = json_or_value(configuration.get("assumeRoles"))
    if isinstance(roles, list) and roles and str(roles[0].get("roleArn", "")).count(":") >= 5:
        return str(roles[0]["roleArn"].split(":")[4])
    return ACCOUNT


@dataclass(frozen=True)
class Simulated:
    """A resource's ``id`` (empty at a first preview) and its outputs."""

    id: str
    outputs: dict[str, Any]


def simulate(
    schema: ResourceSchema,
    urn: str,
    inputs: Mapping[str, Any],
    place: Place,
    *,
    preview: bool,
    before: Mapping[str, Any] | None = None,
    identity: str = "",
) -> Simulated:
    """The id and outputs of a resource with checked ``inputs``.

    Args:
        schema: the resource type.
        urn: identity of the resource; equal URNs with equal replacing inputs get equal ids.
        inputs: checked inputs, as on the wire.
        place: region, account and default tags of the provider.
        preview: True when nothing is created: what AWS would decide is unknown.
        before: outputs of the existing resource when this is an update: what AWS decided then stays.
        identity: id of the existing resource when this is an update.
    """
    given = {n: v for n, v in inputs.items() if n in schema.outputs and not is_write_only(n)}
    outputs = {n: p.default for n, p in schema.outputs.items() if p.default is not None} | given
    outputs |= _planned(schema, inputs, place)
    pending = [n for n, p in schema.outputs.items() if p.computed and n not in outputs]
    kept = {n: before[n] for n in pending if before and n not in schema.inputs and n in before}
    outputs |= kept
    pending = [n for n in pending if n not in kept]
    if preview:
        return Simulated(identity, outputs | dict.fromkeys(pending, UNKNOWN) | {"id": identity or UNKNOWN})
    invention = _Invention(schema, urn, outputs, place)
    outputs |= {n: invention[n] for n in pending}
    made = identity or str(invention["id"]) or f"{invention['kind']}-{invention['hex17']}"
    return Simulated(made, outputs | {"id": made})


def hide_partly_unknown(outputs: Mapping[str, Any]) -> dict[str, Any]:
    """The worst that a preview may do to rules: one unknown part hides a whole property (pulumi #7854)."""
    return {name: UNKNOWN if has_unknown(value) else value for name, value in outputs.items()}


def _planned(schema: ResourceSchema, inputs: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """Computed outputs that the real provider already knows when it plans."""
    known: dict[str, Any] = {}
    if "region" in schema.outputs:
        known["region"] = inputs.get("region") or place.region
    if "tagsAll" in schema.outputs:
        tags = inputs.get("tags") or {}
        known["tagsAll"] = (
            UNKNOWN if has_unknown(tags) else {**place.default_tags, **{k: v for k, v in tags.items() if k != DEFAULTS}}
        )
    return known


class _Text(str):
    """A string whose parts a shape can name: ``{cluster.tail}`` is the last segment of an ARN or path."""

    @property
    def tail(self) -> "_Text":
        return _Text(self.replace(":", "/").rstrip("/").rsplit("/", 1)[-1])

    @property
    def host(self) -> "_Text":
        return _Text(self.removeprefix("*.").rstrip("."))

    @property
    def path(self) -> "_Text":
        """What follows the first slash of an ARN."""
        return _Text(self.partition("/")[2])

    @property
    def balancer(self) -> "_Text":
        """A load balancer's type as its ARN has it."""
        return _Text({"network": "net", "gateway": "gwy"}.get(self, "app"))

    @property
    def firewall(self) -> "_Text":
        """A web ACL's scope as its ARN has it."""
        return _Text("global" if self == "CLOUDFRONT" else "regional")


class _Invention(Mapping[str, Any]):
    """Resolves the shapes of one resource; shapes may refer to inputs, to each other and to the place."""

    def __init__(self, schema: ResourceSchema, urn: str, outputs: Mapping[str, Any], place: Place) -> None:
        self._schema = schema
        self._place = place
        self._known: dict[str, Any] = dict(outputs)
        self._shapes = facts.shape_of(schema)
        forcing = {n: outputs[n] for n in sorted(facts.replacing(schema)) if n in outputs}
        self._seed = f"{urn} {json.dumps(forcing, sort_keys=True)}".encode()
        self._open: set[str] = set()
        self._each = ""

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            self._known[name] = self._invent(name)
        value = self._known[name]
        return _Text(value) if isinstance(value, str) else "" if value is None else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _invent(self, name: str) -> Any:
        if (builtin := self._builtin(name)) is not None:
            return builtin
        if name in self._open:  # shapes that refer to each other in a circle: nothing can be said
            return ""
        self._open.add(name)
        try:
            if name in self._shapes and (name == "id" or name in self._schema.outputs):
                made = self._fill(self._shapes[name])
                return int(made) if self._is_integer(name) else made
            return self._plain(name)
        finally:
            self._open.discard(name)

    def _builtin(self, name: str) -> Any:
        place = self._place
        if name.startswith("hex") and name[3:].isdigit():
            return shake_256(self._seed).hexdigest(64)[: int(name[3:])]
        if name.startswith("upper") and name[5:].isdigit():
            digest = int(shake_256(self._seed).hexdigest(32), 16)
            return "".join("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digest // 36**i % 36] for i in range(int(name[5:])))
        if name.startswith("digits") and name[6:].isdigit():
            return str(int(shake_256(self._seed).hexdigest(16), 16))[: int(name[6:])]
        return {
            "region": self._known.get("region", place.region),
            "account": place.account,
            "partition": place.partition,
            "dns_suffix": place.dns_suffix,
            "service": facts.canonical(self._schema.token).split("/")[0].split(":")[1],
            "kind": self._schema.token.rsplit(":", 1)[1].lower(),
            "uuid": str(UUID(shake_256(self._seed).hexdigest(16))),
            "each": self._each,
        }.get(name)

    def _is_integer(self, name: str) -> bool:
        return name in self._schema.outputs and self._schema.outputs[name].type == "integer"

    def _fill(self, shape: Any) -> Any:
        if isinstance(shape, str):
            return shape.format_map(self)
        if isinstance(shape, list):
            return [self._fill(item) for item in shape]
        if isinstance(shape, dict) and "for_each" in shape:
            return self._repeat(shape)
        if isinstance(shape, dict):
            return {name: self._fill(item) for name, item in shape.items()}
        return shape

    def _repeat(self, shape: Mapping[str, Any]) -> list[Any]:
        """One item for each distinct value of the named properties."""
        values = [
            v for name in shape["for_each"] for v in (self[name] if isinstance(self[name], list) else [self[name]]) if v
        ]
        items = []
        for self._each in dict.fromkeys(_Text(v) for v in values):
            self._known.pop("each", None)
            items.append(self._fill(shape["item"]))
        return items

    def _plain(self, name: str) -> Any:
        """A value of the right type and no content, for what no shape describes."""
        if name == "id":
            return self["name"] if self._known.get("name") else f"{self['kind']}-{self['hex17']}"
        if name not in self._schema.outputs:
            return ""
        return _empty(self._schema.outputs[name].type)


def _empty(kind: Type) -> Any:
    if isinstance(kind, list):
        return {"list": [], "map": {}, "object": {}, "enum": "", "range": kind[1] if kind[0] == "range" else 0}.get(
            kind[0], ""
        )
    return {"boolean": False, "integer": 0, "number": 0}.get(kind, "")

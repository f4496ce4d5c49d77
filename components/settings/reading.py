"""Reading a stack file: from texts to checked values, part by part, so that one mistake hides no other.

The engine hands every setting over as a text: a number or a truth value as YAML understood it, a list or a map as JSON,
an empty one as an empty text, which counts as not set.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

import pulumi
from pulumi.runtime import config as runtime_config
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from components.settings import facts
from components.settings.mistakes import Mistake, extended, nearest_name, translated, unknown
from components.sizing import DEVELOPMENT, PRODUCTION, Frozen, Sizing

_SIZINGS = {facts.Profile.PRODUCTION: PRODUCTION, facts.Profile.DEVELOPMENT: DEVELOPMENT}
# How alike a namespace must be to be taken for a misspelling of ours; `cloudflare` is not.
_SAME_NAMESPACE = 0.8


@dataclass(kw_only=True)
class Draft:
    """The settings as far as they are right. None is for what is wrong, as well as for what is not set.

    So is, within ``sizing``, each group of values, whatever its type says. Groups of groups are always there.
    """

    profile: facts.Profile | None = None
    account_id: str | None = None
    domain: str | None = None
    zone: str | None = None
    owner: str | None = None
    regions: facts.Regions | None = None
    cidr_blocks: facts.CidrBlocks | None = None
    network: facts.Networks | None = None
    images: facts.Images | None = None
    repository_prefix: str | None = None
    secrets: facts.Secrets | None = None
    origin_secret: str | None = field(default=None, repr=False)
    alert_emails: facts.AlertEmails | None = None
    monthly_budget_usd: int | None = None
    data_regions: facts.DataRegions | None = None
    sizing: Sizing | None = None


@dataclass(frozen=True, kw_only=True)
class _Section:
    """One key of the stack file."""

    # What is right for it alone.
    adapter: TypeAdapter[Any]
    # An example for every stack that lacks it; without one it may be left out.
    example: str | None = None
    # Whether it is a map, which is empty if it is not set.
    structured: bool = False
    # Whether it is a list or a number, which arrive as JSON, too.
    parsed: bool = False
    # The model in it, whose keys a message may have to list.
    model: type[BaseModel] | None = None
    # Whether it must be encrypted. Nothing else may be: it ends up where everybody can read it.
    secret: bool = False
    # Whether its values are kept out of messages: where a password may have been written instead of its address.
    hidden: bool = False


_SECTIONS: Mapping[str, _Section] = {
    "profile": _Section(adapter=TypeAdapter(facts.Profile), example="production"),
    "accountId": _Section(adapter=TypeAdapter(facts.AccountId), example='"123456789012"'),
    "domain": _Section(adapter=TypeAdapter(facts.Hostname), example="shop.example.com"),
    "zone": _Section(adapter=TypeAdapter(facts.Hostname), example="example.com"),
    "owner": _Section(adapter=TypeAdapter(facts.Owner), example="shop-team"),
    "regions": _Section(adapter=TypeAdapter(facts.Regions), example="{main: us-east-1}", structured=True),
    "cidrBlocks": _Section(adapter=TypeAdapter(facts.CidrBlocks), structured=True),
    "network": _Section(adapter=TypeAdapter(facts.Networks), structured=True, model=facts.ExistingVpc),
    "images": _Section(adapter=TypeAdapter(facts.Images), structured=True),
    "repositoryPrefix": _Section(adapter=TypeAdapter(facts.RepositoryPrefix)),
    "secrets": _Section(adapter=TypeAdapter(facts.Secrets), structured=True, hidden=True),
    "originSecret": _Section(adapter=TypeAdapter(facts.OriginSecret), secret=True, hidden=True),
    "alertEmails": _Section(adapter=TypeAdapter(facts.AlertEmails), parsed=True),
    "monthlyBudgetUsd": _Section(adapter=TypeAdapter(facts.MonthlyBudget), parsed=True),
    "dataRegions": _Section(adapter=TypeAdapter(facts.DataRegions), parsed=True),
    "sizing": _Section(adapter=TypeAdapter(dict[str, Any]), structured=True),
}


def read(config: pulumi.Config) -> tuple[Draft, list[Mistake]]:
    """The settings as far as they are right, and what is wrong with the rest, each part seen for itself."""
    mistakes = list(_unknown_keys(config.name))
    values: dict[str, Any] = {}
    for key, section in _SECTIONS.items():
        values[key], wrong = _read_section(config, key, section)
        mistakes += wrong
    draft = Draft(**{part.name: values[to_camel(part.name)] for part in fields(Draft)})
    # Without a profile, the overrides are still looked at; how they fit to the rest cannot be known.
    sizing, wrong = _overlaid(_SIZINGS[draft.profile or facts.Profile.PRODUCTION], values["sizing"] or {}, "sizing")
    draft.sizing = sizing if draft.profile else None
    return draft, mistakes + wrong


def _unknown_keys(namespace: str) -> Iterator[Mistake]:
    # The SDK has no public way to list the keys. The engine's language host and the tests fill this variable.
    for full_key in sorted(runtime_config.CONFIG.get()):
        others, _, key = full_key.rpartition(":")
        if others == namespace and key not in _SECTIONS:
            parent = key.partition(".")[0].partition("[")[0]
            if parent in _SECTIONS:
                yield Mistake(key, f"nest it under {parent}: `pulumi config set --path '{key}' <value>`")
            else:
                yield unknown("", key, _SECTIONS)
        elif others != namespace and nearest_name(others, [namespace], likeness=_SAME_NAMESPACE):
            yield Mistake(key, f"is written as {full_key}; did you mean {namespace}:{key}?")


def _read_section(config: pulumi.Config, key: str, section: _Section) -> tuple[Any, list[Mistake]]:
    written = config.get(key)
    if not written:
        lacks = [Mistake(key, f"is missing; for example {section.example}")] if section.example else []
        return ({} if section.structured and not lacks else None), lacks
    encrypted = pulumi.runtime.is_config_secret(config.full_key(key))
    if section.secret and not encrypted:
        return None, [Mistake(key, f"is in plain text; choose a new one: `pulumi config set --secret {key}`")]
    if encrypted and not section.secret:
        return None, [Mistake(key, "is encrypted, but does not stay secret; allowed: plain text without secrets")]
    value = _parsed(written) if section.structured or section.parsed else written
    return _validated(section.adapter, value, key, section.model, hidden=section.hidden)


def _parsed(written: str) -> object:
    """What a JSON text says; the text itself if it is none."""
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return written


def _validated(
    adapter: TypeAdapter[Any], value: object, path: str, model: type[BaseModel] | None = None, *, hidden: bool = False
) -> tuple[Any, list[Mistake]]:
    try:
        # As JSON, in which a list may become a tuple and a text one of an enumeration, and nothing else is converted.
        return adapter.validate_json(json.dumps(value), strict=True, by_alias=True, by_name=False), []
    except ValidationError as error:
        return None, [translated(e, path, model, hidden=hidden) for e in error.errors(include_url=False)]


@cache
def _adapter(group: type[Frozen]) -> TypeAdapter[Frozen]:
    return TypeAdapter(group)


def _overlaid(base: Frozen, overrides: object, path: str) -> tuple[Any, list[Mistake]]:
    """``base`` with the quantities of ``overrides`` in place of its own; groups that are wrong are None."""
    parts = {to_camel(name): name for name in type(base).model_fields if isinstance(getattr(base, name), Frozen)}
    if not isinstance(overrides, dict):
        return None if not parts else base, _validated(_SECTIONS["sizing"].adapter, overrides, path)[1]
    if not parts:
        values = {**base.model_dump(mode="json", by_alias=True), **overrides}
        return _validated(_adapter(type(base)), values, path, type(base))
    mistakes = [unknown(path, key, parts) for key in overrides if key not in parts]
    made = {}
    for key, name in parts.items():
        made[name], wrong = _overlaid(getattr(base, name), overrides.get(key, {}), extended(path, [key]))
        mistakes += wrong
    return base.model_construct(**made), mistakes

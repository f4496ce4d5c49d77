"""By which texts other resources mean a resource: ARN, id, name, URL, and the forms in which a name is embedded.

One row a type, where its forms are special; the rest follows DEFAULT. A name alone may be ambiguous, so a match by name
is dropped when region, account or cluster differ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rules import arn
from rules.resource import Resource, read, read_output
from rules.values import UNKNOWN, Unknown


@dataclass(frozen=True, kw_only=True)
class Identity:
    """How a type is referred to."""

    names: tuple[str, ...] = ("name",)  # the properties that hold its name
    exact: tuple[str, ...] = ("arn", "id")  # the outputs that mean this resource as they stand
    service: str = ""  # the service in its ARN, empty for any
    forms: tuple[re.Pattern[str], ...] = ()  # how ids and the last part of ARNs embed `name`, and perhaps `scope`
    scope: tuple[str, str] | None = None  # the property, and its type, that names where its name is unique


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


DEFAULT: Final = Identity(forms=_forms(r"(?:.*[:/])?(?P<name>[^:/]+)"))

IDENTITIES: Final = {
    "aws:sqs/queue:Queue": Identity(
        exact=("arn", "id", "url"), service="sqs", forms=_forms(r"(?:https?://[^/]+/(?:[^/]+/)*)?(?P<name>[^:/]+)")
    ),
    "aws:lambda/function:Function": Identity(
        exact=("arn", "id", "qualifiedArn", "invokeArn"),
        service="lambda",
        # With account, version or alias, as Lambda's own functionName parameters allow.
        forms=_forms(r"(?:\d{12}:)?(?:function:)?(?P<name>[^:/]+)(?::[^:/]+)?"),
    ),
    "aws:ecs/cluster:Cluster": Identity(service="ecs", forms=_forms(r"(?:cluster/)?(?P<name>[^:/]+)")),
    "aws:ecs/service:Service": Identity(
        service="ecs",
        forms=_forms(r"service/(?:(?P<scope>[^/]+)/)?(?P<name>[^/]+)", r"(?P<name>[^:/]+)"),
        scope=("cluster", "aws:ecs/cluster:Cluster"),
    ),
    "aws:ecs/taskDefinition:TaskDefinition": Identity(
        names=("family",),
        exact=("arn", "arnWithoutRevision", "id"),
        service="ecs",
        forms=_forms(r"(?:task-definition/)?(?P<name>[^:/]+)(?::\d+)?"),
    ),
}

# Resources that only stand for another one: the property that says for which.
POINTERS: Final = {"aws:lambda/alias:Alias": "functionName"}


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What a text says about the resource that it means."""

    name: str
    scope: str = ""
    region: str = ""
    account: str = ""


def of(token: str) -> Identity:
    """How resources of this type are referred to."""
    return IDENTITIES.get(token, DEFAULT)


def texts(resource: Resource) -> Iterator[str]:
    """The known texts that mean exactly this resource."""
    for name in of(resource.token).exact:
        if isinstance(text := read_output(resource, name), str) and text:
            yield text


def name(resource: Resource) -> str | Unknown:
    """The name that AWS knows it by."""
    for property_name in of(resource.token).names:
        if isinstance(text := read(resource, property_name), str) and text:
            return text
    return UNKNOWN


def parse(token: str, text: str) -> Reference | None:
    """The reference that ``text`` makes to a resource of this type, None when it means none of them."""
    identity = of(token)
    parts = arn.parse(text)
    if parts and identity.service not in ("", parts.service):
        return None
    for form in identity.forms:
        if match := form.fullmatch(parts.resource if parts else text):
            found = match.groupdict()
            return Reference(
                name=found["name"],
                scope=found.get("scope") or "",
                region=parts.region if parts else "",
                account=parts.account if parts else "",
            )
    return None


def agrees(reference: Reference, resource: Resource, scope: str | Unknown) -> bool | Unknown:
    """Whether a reference by name can mean this resource: not if region, account or scope differ.

    An unknown region or account is let pass: hardly any stack holds one name twice. Scopes exist because it does.
    """
    own = arn.parse(text) if isinstance(text := read_output(resource, "arn"), str) else None
    places = [(reference.region, resource.region), (reference.account, own.account if own else UNKNOWN)]
    if any(theirs not in ("", mine, UNKNOWN) and mine for mine, theirs in places):
        return False
    if not reference.scope or reference.scope == scope:
        return True
    return UNKNOWN if scope is UNKNOWN else False

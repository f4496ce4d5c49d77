"""Which key encrypts a resource, and who may use it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rules.logic import Truth, every, some
from rules.resource import Resource, read
from rules.security import arns
from rules.security.statements import KEY, allow, allows_service, grants_role, of_resource, of_role
from rules.stack import Found, Stack
from rules.values import UNKNOWN, Unknown

_ALIAS: Final = "aws:kms/alias:Alias"

# What a service does with a key to write what it encrypts, and to read it. KMS Developer Guide, "Permissions".
TO_SEND: Final = ("kms:GenerateDataKey", "kms:Decrypt")
TO_READ: Final = ("kms:Decrypt",)


@dataclass(frozen=True, kw_only=True)
class Key:
    """What encrypts something: a key of the stack, or one of AWS for a single service, whose policy nobody can edit."""

    resource: Resource | None = None
    is_of_aws: bool = False


def key_of(stack: Stack, resource: Resource, prop: str) -> Key | Unknown | None:
    """The key that a property names, by its id, ARN or alias; None where none is set, UNKNOWN where it is elsewhere."""
    value = read(resource, prop)
    if isinstance(value, str) and value.rpartition(":")[2].startswith("alias/aws/"):
        return Key(is_of_aws=True)
    link = stack.link(resource, prop, to=KEY)
    if link.partner or link.found is Found.NOTHING:
        return Key(resource=link.partner) if link.partner else None
    alias = stack.link(resource, prop, to=_ALIAS).partner
    key = stack.link(alias, "targetKeyId", to=KEY).partner if alias else None
    return Key(resource=key) if key else UNKNOWN


def lets_service(stack: Stack, key: Key | Unknown, service: str, actions: Iterable[str]) -> Truth:
    """Whether a service of AWS may use a key: nobody but its owner may use one of AWS."""
    if key is UNKNOWN or key.resource is None:
        return UNKNOWN if key is UNKNOWN else False
    found = of_resource(stack, key.resource)
    return every(allows_service(found, service, action) for action in actions)


def lets_role(stack: Stack, key: Resource, role: Resource, actions: Iterable[str]) -> Truth:
    """Whether a role may use a key: by its own policies, or by the key's that names it."""
    own, of_key = of_role(stack, role), of_resource(stack, key)
    target = arns.of(key)
    return every(some([allow(own, action, target), grants_role(of_key, role, action)]) for action in actions)

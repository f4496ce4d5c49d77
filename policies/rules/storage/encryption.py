"""The encryption of a bucket, written in the bucket or in a resource beside it."""

from collections.abc import Iterator
from typing import Any, Final

from rules.logic import Truth, equals, some
from rules.resource import Resource, read, read_list
from rules.values import UNKNOWN

ENCRYPTION: Final = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"

# As it is called beside a bucket and in it, and in a bucket of version 6, where it is a list of one item.
_DEFAULTS: Final = ("applyServerSideEncryptionByDefault", "applyServerSideEncryptionByDefaults")
_KMS: Final = ("aws:kms", "aws:kms:dsse")


def rules_of(holder: Resource) -> Iterator[Any]:
    """The rules of a holder: of the resource beside a bucket, of a bucket, and of a bucket of version 6."""
    if (inline := read(holder, "serverSideEncryptionConfiguration", "rule")) is not None:
        yield inline
    for path in (("rules",), ("serverSideEncryptionConfigurations", 0, "rules")):
        listed = read_list(holder, *path)
        yield from [UNKNOWN] if listed is UNKNOWN else listed


def algorithm(rule: Any) -> Any:
    """The algorithm of a rule, None where it has none, UNKNOWN where it cannot be read."""
    if not isinstance(rule, dict) or not rule.keys() <= {*_DEFAULTS, "bucketKeyEnabled", "blockedEncryptionTypes"}:
        return UNKNOWN
    found = next((rule[name] for name in _DEFAULTS if rule.get(name) is not None), None)
    default = found[0] if isinstance(found, list) and found else found
    if default is None or default == []:
        return None
    return default.get("sseAlgorithm", UNKNOWN) if isinstance(default, dict) else UNKNOWN


def has_kms_key(holder: Resource) -> Truth:
    """Whether it encrypts with a key of KMS."""
    return some(equals(algorithm(rule), *_KMS) for rule in rules_of(holder))

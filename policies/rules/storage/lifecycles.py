"""What the lifecycle of a bucket deletes. Its rules are in the bucket itself or in a resource beside it."""

from typing import Any, Final

from rules.logic import Truth, every, holds, some
from rules.resource import Resource, number, read_list
from rules.stack import Stack
from rules.storage.buckets import settings_of
from rules.values import UNKNOWN, Unknown

LIFECYCLE: Final = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"

# One thing under its names beside the bucket, in it, and in the bucket of version 6.
CURRENT: Final = ("expiration", "expirations")
OLD_VERSIONS: Final = ("noncurrentVersionExpiration", "noncurrentVersionExpirations")
UNFINISHED_UPLOADS: Final = ("abortIncompleteMultipartUpload", "abortIncompleteMultipartUploadDays")

# What says when, and what else an expiration may have: then it removes markers only.
_WHEN: Final = ("days", "noncurrentDays", "newerNoncurrentVersions", "daysAfterInitiation", UNFINISHED_UPLOADS[1])
_DATE: Final = "date"
_MARKERS: Final = "expiredObjectDeleteMarker"
_ON: Final[dict[str, Truth]] = {"enabled": True, "true": True, "disabled": False, "false": False}


def deletes(stack: Stack, bucket: Resource, what: tuple[str, ...]) -> Truth:
    """Whether a rule that is on deletes this at some time."""
    separate, others = settings_of(stack, bucket, LIFECYCLE)
    found = [_one_deletes(read_list(one, "rules"), what) for one in separate]
    return some([_one_deletes(read_list(bucket, "lifecycleRules"), what), *found, UNKNOWN if others else False])


def _one_deletes(rules: list[Any] | Unknown, what: tuple[str, ...]) -> Truth:
    return UNKNOWN if rules is UNKNOWN else some(_rule_deletes(rule, what) for rule in rules)


def _rule_deletes(rule: Any, what: tuple[str, ...]) -> Truth:
    if not isinstance(rule, dict):
        return UNKNOWN
    on = rule.get("status", rule.get("enabled"))
    return every([_ON.get(str(on).lower(), UNKNOWN), some(_says_when(name, rule.get(name)) for name in what)])


def _says_when(name: str, value: Any) -> Truth:
    if value is None or name == _MARKERS:
        return False
    if name in _WHEN:
        return holds(bool, number(value))
    if name == _DATE:
        return bool(value) if isinstance(value, str) else UNKNOWN
    items = value if isinstance(value, list) else [value]
    return some(_part_says_when(item) for item in items)


def _part_says_when(part: Any) -> Truth:
    if not isinstance(part, dict) or not part.keys() <= {*_WHEN, _DATE, _MARKERS}:
        return UNKNOWN
    return some(_says_when(name, value) for name, value in part.items())

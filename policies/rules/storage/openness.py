"""What opens a bucket to everybody: its policy or its access control list, in the bucket or beside it."""

from typing import Any, Final

from rules.logic import Truth, equals, some
from rules.messaging.access import lets_anybody_in
from rules.resource import Resource, read, read_list
from rules.stack import Stack
from rules.storage.buckets import settings_of
from rules.values import UNKNOWN

POLICY: Final = "aws:s3/bucketPolicy:BucketPolicy"
ACL: Final = "aws:s3/bucketAcl:BucketAcl"

_PUBLIC: Final = ("public-read", "public-read-write", "authenticated-read")
# Everybody, and everybody with an account at AWS, whoever that is.
_PUBLIC_GROUPS: Final = (
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
)
_GRANTS: Final = (("grants",), ("accessControlPolicy", "grants"))


def opens(holder: Resource) -> Truth:
    """Whether a bucket, its policy or its ACL opens the bucket to everybody."""
    return some([_has_public_acl(holder), lets_anybody_in(holder)])


def is_open(stack: Stack, bucket: Resource) -> Truth:
    """Whether the bucket is open to everybody, by itself or by a resource beside it."""
    found = [settings_of(stack, bucket, token) for token in (POLICY, ACL)]
    holders = [bucket, *(holder for separate, _ in found for holder in separate)]
    return some([*(opens(holder) for holder in holders), *(UNKNOWN for _, others in found if others)])


def _has_public_acl(holder: Resource) -> Truth:
    canned = equals(read(holder, "acl"), *_PUBLIC)
    return some([canned, *(_is_public(grant) for path in _GRANTS for grant in _items(holder, path))])


def _items(holder: Resource, path: tuple[str, ...]) -> list[Any]:
    listed = read_list(holder, *path)
    return [UNKNOWN] if listed is UNKNOWN else listed


def _is_public(grant: Any) -> Truth:
    # The grant of a bucket names the group itself, the grant of an ACL in its grantee.
    grantee = grant.get("grantee", grant) if isinstance(grant, dict) else UNKNOWN
    return equals(grantee.get("uri"), *_PUBLIC_GROUPS) if isinstance(grantee, dict) else UNKNOWN

"""
*What it checks*: no ACL makes a bucket public, and no policy of a bucket allows something to everybody without a
condition that says who.

*Why it matters*: what is in such a bucket is read, and perhaps written, by the whole internet.

*How to fix*: take the ACL away; let a distribution read by origin access control, and name it in the policy.
"""

from typing import Any, Final

from rules.logic import Truth, equals, negate, some
from rules.messaging.access import lets_anybody_in
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.storage.buckets import BUCKET
from rules.values import UNKNOWN

_PUBLIC: Final = ("public-read", "public-read-write", "authenticated-read")
# Everybody, and everybody with an account at AWS, whoever that is.
_PUBLIC_GROUPS: Final = (
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
)
_GRANTS: Final = (("grants",), ("accessControlPolicy", "grants"))


def check(holder: Resource, report: Report) -> None:
    """Neither its ACL nor its policy opens a bucket to everybody."""
    report.decides(
        holder,
        negate(some([_has_public_acl(holder), lets_anybody_in(holder)])),
        wrong=f"{holder} opens the bucket to everybody.",
        missing="its ACL, and whom its policy lets in",
    )


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


RULE = Rule(
    id="STORAGE-002",
    title="Bucket is open to those only whom its policy names",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
            read="2026-11-23",
        ),
    ),
    rationale="A public bucket is found by scanners within hours. Its objects are copied, and where writing is open it "
    "serves the files of others at the owner's cost.",
    remediation="Remove acl, and name principals or add a Condition in policy. With Floodgate's StaticAssetsBucket "
    "component only the distribution reads.",
    since="0.1.0",
    check_resource=check,
    types=(BUCKET, "aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketPolicy:BucketPolicy"),
)

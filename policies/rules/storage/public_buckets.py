"""
*What it checks*: no ACL makes a bucket public, and no policy of a bucket allows something to everybody without a
condition that says who.

*Why it matters*: what is in such a bucket is read, and perhaps written, by the whole internet.

*How to fix*: take the ACL away; let a distribution read by origin access control, and name it in the policy.
"""

from rules.logic import negate
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.storage.buckets import BUCKET
from rules.storage.openness import ACL, POLICY, opens


def check(holder: Resource, report: Report) -> None:
    """Neither its ACL nor its policy opens a bucket to everybody."""
    report.decides(
        holder,
        negate(opens(holder)),
        wrong=f"{holder} opens the bucket to everybody.",
        missing="its ACL, and whom its policy lets in",
    )


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
    types=(BUCKET, ACL, POLICY),
)

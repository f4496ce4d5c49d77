"""
*What it checks*: the policy of each bucket denies everybody what does not come over TLS: the condition
aws:SecureTransport false. Buckets that everybody reads at their endpoint for websites are left out, as it has
no TLS.

*Why it matters*: S3 also answers plain HTTP. A wrong endpoint setting somewhere is enough to send objects readable over
the network, and nobody notices as it works.

*How to fix*: add a statement with the effect Deny, the principal `*`, and that condition.
"""

from rules.logic import Truth, every, some
from rules.messaging.access import refuses_plain_text
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.statements import BESIDE
from rules.stack import Stack
from rules.storage.buckets import BUCKET, is_website
from rules.storage.openness import is_open


def check(stack: Stack, report: Report) -> None:
    """Every bucket refuses connections without TLS."""
    for bucket in stack.of(BUCKET):
        report.decides(
            bucket,
            some([refuses_plain_text(stack, bucket, BESIDE[BUCKET]), _is_public_website(stack, bucket)]),
            wrong=f"{bucket} answers plain HTTP: no policy of it denies connections without TLS.",
            missing="its policies, and whether it is a public website",
        )


def _is_public_website(stack: Stack, bucket: Resource) -> Truth:
    return every([is_website(stack, bucket), is_open(stack, bucket)])


RULE = Rule(
    id="STORAGE-003",
    title="Bucket refuses connections without TLS",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html", read="2026-11-23"
        ),
    ),
    rationale="S3 takes requests over HTTP and HTTPS. AWS advises to deny those without TLS in the bucket's policy, "
    "since one wrong client otherwise sends data in the open.",
    remediation="Add a Deny for aws:SecureTransport false to the policy of the BucketPolicy. Floodgate's "
    "StaticAssetsBucket and LogBucket components do so.",
    since="0.1.0",
    check=check,
)

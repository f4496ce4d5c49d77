"""
*What it checks*: a bucket that encrypts with a key of KMS uses a bucket key.

*Why it matters*: without one S3 asks KMS at each request for an object. KMS bills these requests, and they count
towards a quota that all services of the account share: at a peak of reads others cannot decrypt any more.

*How to fix*: turn the bucket key on. Encryption with two layers has none and is left out.
"""

from typing import Any, Final

from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.storage.buckets import BUCKET
from rules.storage.encryption import ENCRYPTION, algorithm, rules_of
from rules.values import UNKNOWN

_FLAGS: Final[dict[str, Truth]] = {"true": True, "false": False, "none": False}


def check(holder: Resource, report: Report) -> None:
    """What encrypts with a key of KMS does so by a bucket key."""
    report.decides(
        holder,
        every(_is_thrifty(rule) for rule in rules_of(holder)),
        wrong=f"{holder} encrypts with a key of KMS and no bucket key: each request for an object asks KMS.",
        missing="its encryption",
    )


def _is_thrifty(rule: Any) -> Truth:
    asks = equals(algorithm(rule), "aws:kms")
    # The default is off: S3 API reference, ServerSideEncryptionRule.
    key = rule.get("bucketKeyEnabled", False) if isinstance(rule, dict) else UNKNOWN
    return some([negate(asks), _FLAGS.get(str(key).lower(), UNKNOWN)])


RULE = Rule(
    id="STORAGE-015",
    title="Bucket with a KMS key uses a bucket key",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST05-BP05 Select components of this workload to optimize cost in line with organization priorities",
    references=(
        Reference(url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html", read="2026-11-25"),
    ),
    rationale="A bucket key takes up to 99 percent of the requests to KMS away, and their price. No client notices a "
    "difference.",
    remediation="Set bucketKeyEnabled of the rule to true. Floodgate's StaticAssetsBucket and LogBucket components "
    "need none, as they encrypt with keys of S3.",
    since="0.1.0",
    check_resource=check,
    types=(BUCKET, ENCRYPTION),
)

"""
*What it checks*: a public access block sets all four of its settings to true, unless the block of the whole
account does.

*Why it matters*: a new bucket has all four by default. The resource that is to make sure of it takes away those that it
does not set, so a public ACL or policy that somebody adds by mistake counts.

*How to fix*: set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets.
"""

from typing import Final

from rules.logic import Truth, every, some
from rules.report import Report
from rules.resource import read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack

BLOCK: Final = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
ACCOUNT_BLOCK: Final = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
_SETTINGS: Final = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")


def check(stack: Stack, report: Report) -> None:
    """All four are set; the default of each is false."""
    for block in (*stack.of(ACCOUNT_BLOCK), *stack.of(BLOCK)):
        flags = {name: some([read_flag(block, name), _is_set_for_account(stack, name)]) for name in _SETTINGS}
        missing = " and ".join(name for name, flag in flags.items() if flag is False)
        report.decides(
            block,
            every(flags.values()),
            wrong=f"{block} does not set {missing}.",
            missing="its four settings",
        )


def _is_set_for_account(stack: Stack, name: str) -> Truth:
    """Of the settings of account and bucket the stricter one counts. Several such blocks are of several accounts."""
    blocks = stack.of(ACCOUNT_BLOCK)
    return every(read_flag(block, name) for block in blocks) if blocks else False


RULE = Rule(
    id="STORAGE-001",
    title="Public access block sets all four settings",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
            read="2026-11-23",
        ),
    ),
    rationale="Each of the four closes another way by which a bucket becomes public: new ACLs, new policies, ACLs and "
    "policies that are there already. A setting that is left out is off, though buckets have it on by default.",
    remediation="Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true. "
    "Floodgate's StaticAssetsBucket and LogBucket components do so.",
    since="0.1.0",
    check=check,
)

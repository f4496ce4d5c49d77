"""
*What it checks*: the disks and snapshots of a replication group are encrypted.

*Why it matters*: snapshots, and what is swapped out, lie on disks. Encryption is chosen when the group is made, and
cannot be changed later.

*How to fix*: switch encryption at rest on before the group is made. Serverless caches always have it.
"""

from rules.cache.groups import GROUP
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(group: Resource, report: Report) -> None:
    """It is encrypted at rest."""
    report.decides(
        group,
        read_flag(group, "atRestEncryptionEnabled"),
        wrong=f"the disks and snapshots of {group} are not encrypted (atRestEncryptionEnabled).",
        missing="whether its disks and snapshots are encrypted",
    )


RULE = Rule(
    id="CACHE-013",
    title="Replication group is encrypted at rest",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP02 Enforce encryption at rest",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/elasticache-repl-grp-encrypted-at-rest.html",
            read="2026-11-25",
        ),
    ),
    rationale="Snapshots hold all that the cache held, sessions among it, and stay for weeks. Whether they are "
    "encrypted is decided once, when the group is made.",
    remediation="Set atRestEncryptionEnabled to true, and kmsKeyId for a key of your own. With Floodgate's "
    "ReplicationGroup component it always is; key_arn names the key.",
    since="0.1.0",
    check_resource=check,
    types=(GROUP,),
)

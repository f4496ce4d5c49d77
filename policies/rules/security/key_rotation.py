"""
*What it checks*: a symmetric key of one's own for encryption rotates every year.

*Why it matters*: rotation bounds what one piece of key material encrypts. It changes nothing for who uses the key: old
data is decrypted as before.

*How to fix*: turn it on. At the level remediate the rule does so.
"""

from collections.abc import Mapping
from typing import Any

from rules.logic import Truth, equals, every, implies, negate
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.statements import KEY


def check(key: Resource, report: Report) -> None:
    """A key that KMS can rotate is rotated."""
    rotatable = _is_rotatable(key)
    if rotatable is not False:
        report.decides(
            key,
            implies(rotatable, read_flag(key, "enableKeyRotation")),
            wrong=f"{key} keeps its key material for ever (no enableKeyRotation).",
            missing="its kind, and whether it rotates",
        )


def repair(key: Resource, _: Mapping[str, Any]) -> Mapping[str, Any]:
    """Rotation, for a key that KMS can rotate."""
    return {"enableKeyRotation": True} if _is_rotatable(key) is True else {}


def _is_rotatable(key: Resource) -> Truth:
    # Source: KMS Developer Guide, "Rotate AWS KMS keys": symmetric ones, with material of KMS itself.
    return every(
        [
            equals(read(key, "customerMasterKeySpec", default="SYMMETRIC_DEFAULT"), "SYMMETRIC_DEFAULT"),
            equals(read(key, "keyUsage", default="ENCRYPT_DECRYPT"), "ENCRYPT_DECRYPT"),
            equals(read(key, "customKeyStoreId", default=""), ""),
            negate(equals(read(key, "isEnabled"), False)),
        ]
    )


RULE = Rule(
    id="SECURITY-010",
    title="Key rotates its material every year",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP01 Implement secure key management",
    references=(
        Reference(url="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html", read="2026-11-23"),
    ),
    rationale="Material that never changes encrypts ever more data, all of which is open once it is known. Rotation "
    "needs no change in any program, since KMS keeps the older material for decryption.",
    remediation="Set enableKeyRotation to true. Floodgate's AlertTopic component does so for its key.",
    since="0.1.0",
    check_resource=check,
    types=(KEY,),
    repair=repair,
)

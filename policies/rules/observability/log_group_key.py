"""
*What it checks*: the key of an encrypted log group lets CloudWatch Logs of its region use it.

*Why it matters*: CloudWatch Logs encrypts with its own identity. When the key's policy does not name it, AWS refuses
the log group; when that is taken away later, nothing is written or read any more.

*How to fix*: allow kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey* and kms:Describe* to
logs.REGION.amazonaws.com in the key's policy, best with the condition kms:EncryptionContext:aws:logs:arn.
"""

from typing import Final

from rules.logic import Truth, some
from rules.observability.log_retention import LOG_GROUP
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.keys import Key, key_of, lets_service
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

_ACTIONS: Final = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")


def check(stack: Stack, report: Report) -> None:
    """Every encrypted log group has a key that CloudWatch Logs may use."""
    for group in stack.of(LOG_GROUP):
        key = key_of(stack, group, "kmsKeyId")
        if key is not None:
            report.decides(
                group,
                _lets_logs(stack, group, key),
                wrong=f"the key of {group} does not let CloudWatch Logs use it; AWS refuses that.",
                missing="whether its key lets CloudWatch Logs use it",
            )


def _lets_logs(stack: Stack, group: Resource, key: Key | Unknown) -> Truth:
    by_region: Truth = UNKNOWN
    if isinstance(group.region, str):
        by_region = lets_service(stack, key, f"logs.{group.region}.amazonaws.com", _ACTIONS)
    return some([by_region, lets_service(stack, key, "logs.amazonaws.com", _ACTIONS)])


RULE = Rule(
    id="TELEMETRY-015",
    title="Log group has a key that CloudWatch Logs may use",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.SECURITY,
    practice="SEC08-BP01 Implement secure key management",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html", read="2026-11-25"
        ),
    ),
    rationale="CloudWatch Logs must have permissions for the key whenever data is written or asked for. A log group "
    "with a key that does not name the service is refused, and its logs are lost when the right goes later.",
    remediation="Allow the service logs.REGION.amazonaws.com the use of the key of kmsKeyId in its policy, or leave "
    "out kmsKeyId, as Floodgate's components do: logs are encrypted anyway.",
    since="0.1.0",
    check=check,
)

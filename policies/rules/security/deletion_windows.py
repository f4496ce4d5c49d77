"""
*What it checks*: a key or secret that is deleted can be brought back for some days: 7 by default. Stacks for
development are left out.

*Why it matters*: without its key everything that it encrypts is gone, without its password a database is closed. Most
deletions are noticed by what stops working days later.

*How to fix*: leave the window at its default of 30 days.
"""

from typing import Final

from rules.logic import holds
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.security.statements import KEY
from rules.stages import DEVELOPMENT_STACKS, is_for_development

SECRET: Final = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type
_PROPERTIES: Final = {KEY: "deletionWindowInDays", SECRET: "recoveryWindowInDays"}
_DEFAULT: Final = 30  # KMS API reference, ScheduleKeyDeletion; Secrets Manager API reference, DeleteSecret
_DAYS: Final = Option(
    name="days", default=7, description="For how many days what was deleted can be brought back", minimum=0
)


def check(resource: Resource, report: Report) -> None:
    """What was deleted can be brought back for long enough."""
    if is_for_development(resource, report):
        return
    least = report.number(_DAYS.name)
    days = read_number(resource, _PROPERTIES[resource.token], default=_DEFAULT)
    end = f"after {days:.12g} days" if isinstance(days, float) and days else "at once"
    report.decides(
        resource,
        holds(lambda window: window >= least, days),
        wrong=f"{resource} is gone for good {end} when it is deleted, not after {least:.12g} days or more.",
        missing="for how long it can be brought back",
    )


RULE = Rule(
    id="SECURITY-011",
    title="Key or secret can be brought back for days after it was deleted",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="SEC08-BP01 Implement secure key management",
    references=(
        Reference(url="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html", read="2026-11-23"),
        Reference(
            url="https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
            read="2026-11-23",
        ),
    ),
    rationale="Data under a deleted key can never be read again. A short window ends before the next monthly job or "
    "the first restore notices that the key or secret is missing.",
    remediation="Leave deletionWindowInDays of a key and recoveryWindowInDays of a secret at 30. With Floodgate's "
    "GeneratedSecret component: recovery_window_days.",
    since="0.1.0",
    check_resource=check,
    types=(KEY, SECRET),
    options=(_DAYS, DEVELOPMENT_STACKS),
)

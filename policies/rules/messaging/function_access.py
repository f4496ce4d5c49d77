"""
*What it checks*: each permission to call a function says for whom: not for everybody (the principal `*`) without an
organisation, and for an AWS service only with the resource or account that it acts for (sourceArn, sourceAccount).
Permissions for open function URLs are left to QUEUE-025.

*Why it matters*: an AWS service acts for all its customers. A permission for s3.amazonaws.com alone lets the bucket of
any account call the function, with whatever it likes as the event.

*How to fix*: set sourceArn to the bucket, topic, rule or API; where that is not known yet, sourceAccount.
"""

from rules.logic import equals, every, holds, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(permission: Resource, report: Report) -> None:
    """Every permission is for somebody in particular."""
    if read(permission, "functionUrlAuthType") is not None or read(permission, "invokedViaFunctionUrl") is not None:
        return
    principal = read(permission, "principal")
    everybody = equals(principal, "*")
    service = holds(lambda name: str(name).endswith(".amazonaws.com"), principal)
    of_account = some(_is_set(permission, prop) for prop in ("sourceArn", "sourceAccount"))
    of_organisation = _is_set(permission, "principalOrgId")
    limited = some([of_account, every([everybody, of_organisation])])
    named = every([negate(everybody), negate(service)])
    report.decides(
        permission,
        some([named, limited]),
        wrong=f"{permission} lets everybody call the function."
        if everybody is True
        else f"{permission} lets an AWS service call the function on behalf of any account.",
        missing="for whom it is",
    )


def _is_set(permission: Resource, prop: str) -> bool:
    return read(permission, prop) not in (None, "")  # an unknown ARN is one


RULE = Rule(
    id="QUEUE-026",
    title="Function permission says for which account or resource it is",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/lambda/latest/dg/permissions-granting-access.html", read="2026-11-25"
        ),
    ),
    rationale="When an AWS service calls a function, Lambda considers only the function's own policy. A permission for "
    "a service without a source lets that service call it for any customer's account, so that strangers feed it "
    "events; one for everybody needs not even that.",
    remediation="Set sourceArn, or sourceAccount, beside principal; for an organisation principalOrgId. Floodgate's "
    "OrderConsumer component grants nobody: it reads a queue.",
    since="0.1.0",
    check_resource=check,
    types=("aws:lambda/permission:Permission",),
)

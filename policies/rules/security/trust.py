"""
*What it checks*: the trust policy of a role names who may assume it: not `*` without a condition.

*Why it matters*: anybody with an AWS account of his own may assume such a role, and then has all of its rights.

*How to fix*: name a service, an account or a role as principal, or add a condition, such as aws:PrincipalOrgID.
"""

from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.statements import ROLE, Statement, is_conditional, is_for_anyone, statements


def check(role: Resource, report: Report) -> None:
    """No statement lets everybody assume the role."""
    report.decides(
        role,
        negate(some(_opens(statement) for statement in statements(role, "assumeRolePolicy"))),
        wrong=f"anybody may assume {role}: its trust policy names * without a condition.",
        missing="who may assume it",
    )


def _opens(statement: Statement) -> Truth:
    allows = equals(statement.effect, "Allow")
    return every([allows, is_for_anyone(statement), negate(is_conditional(statement))])


RULE = Rule(
    id="SECURITY-007",
    title="Role may be assumed by those that it names only",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
            read="2026-11-23",
        ),
    ),
    rationale="A wildcard as principal in a trust policy means every identity of every AWS account. Without a "
    "condition anybody in the world takes the role's rights by one call.",
    remediation="Set Principal in assumeRolePolicy to the service or role that needs it, or add a Condition. The roles "
    "of Floodgate's components name one service each.",
    since="0.1.0",
    check_resource=check,
    types=(ROLE,),
)

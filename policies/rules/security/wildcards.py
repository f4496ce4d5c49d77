"""
*What it checks*: no policy of a role, user or group allows all actions, or all of a service that holds data or rights
(S3, SQS, SNS, DynamoDB, Secrets Manager, KMS, Parameter Store, IAM and STS, among others), on every resource.

*Why it matters*: whoever gets into one function or container then reads and deletes the data of all others.

*How to fix*: list the actions that are needed, and the ARNs of the resources.
"""

from collections.abc import Iterator
from typing import Any, Final

from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security.statements import HIDDEN, POLICY, ROLE, ROLE_POLICY, Statement, is_conditional, statements
from rules.values import UNKNOWN

_SERVICES: Final = ("dynamodb", "elasticache", "iam", "kms", "lambda", "rds-data", "s3", "secretsmanager", "sns")
_WIDE: Final = {"*", "*:*", *(f"{service}:*" for service in (*_SERVICES, "sqs", "ssm", "sts"))}


def check(holder: Resource, report: Report) -> None:
    """No statement of a policy allows everything on everything."""
    found = tuple(_statements(holder))
    if found:
        report.decides(
            holder,
            negate(some(_is_wide(statement) for statement in found)),
            wrong=f"{holder} allows all actions of a service on every resource.",
            missing="what it allows, and on what",
        )


def _statements(holder: Resource) -> Iterator[Statement]:
    if holder.token != ROLE:
        yield from statements(holder, "policy")
        return
    items = read_list(holder, "inlinePolicies")
    if items is UNKNOWN:
        yield HIDDEN
    else:
        for index in range(len(items)):
            yield from statements(holder, "inlinePolicies", index, "policy")


def _is_wide(statement: Statement) -> Truth:
    # NotAction allows all but a few.
    actions = True if statement.not_actions is not None else some(map(_is_wide_action, statement.actions or ()))
    everything = some(equals(resource, "*") for resource in statement.resources or ())
    return every([equals(statement.effect, "Allow"), actions, everything, negate(is_conditional(statement))])


def _is_wide_action(action: Any) -> Truth:
    return action.lower() in _WIDE if isinstance(action, str) else UNKNOWN


RULE = Rule(
    id="SECURITY-008",
    title="Policy allows single actions, or those on single resources",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP02 Grant least privilege access",
    references=(
        Reference(url="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html", read="2026-11-23"),
    ),
    rationale="A service's whole interface on every resource is the right to read, change and delete the data of "
    "everything else in the account. One hole in one program is enough.",
    remediation="List the needed actions in Action and the ARNs in Resource, or add a Condition. Floodgate's "
    "components grant single actions on their own resources.",
    since="0.1.0",
    check_resource=check,
    types=(ROLE, ROLE_POLICY, POLICY, "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy"),
)

"""Whom the policy of a queue or topic lets in, and whether it refuses connections without TLS."""

from typing import Any, Final

from rules.logic import Truth, equals, every, negate, some
from rules.resource import Resource
from rules.security.statements import as_written
from rules.stack import Holder, Stack
from rules.values import UNKNOWN, Unknown

# Conditions that say who may come, whatever the principal. Compared without regard to case, as IAM does.
_NARROW: Final = frozenset(
    {
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceip",
        "aws:sourceorgid",
        "aws:sourceorgpaths",
        "aws:sourceowner",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:userid",
        "kms:calleraccount",
        "s3:dataaccesspointaccount",
        "s3:dataaccesspointarn",
        "sns:endpoint",
    }
)
# Those that hold only when the key is there and fits.
_POSITIVE: Final = frozenset(
    {"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"}
)


def lets_anybody_in(holder: Resource) -> Truth:
    """Whether the policy of this resource allows something to everybody, without a condition that narrows it down."""
    return some(_opens(statement) for statement in as_written(holder, "policy"))


def refuses_plain_text(stack: Stack, resource: Resource, separate: Holder) -> Truth:
    """Whether a policy of this resource, its own or a separate one, denies what does not come over TLS."""
    others = stack.incoming(separate, to=resource.token)
    holders = (resource, *others.to(resource))
    refusals = [_refuses_plain_text(statement) for holder in holders for statement in as_written(holder, "policy")]
    doubts = [UNKNOWN for _ in others.perhaps_to(resource, nameless=stack.is_nameless(resource))]
    return some([*refusals, *doubts])


def _opens(statement: dict[str, Any] | Unknown) -> Truth:
    if statement is UNKNOWN:
        return UNKNOWN
    return every(
        [
            equals(statement.get("Effect"), "Allow"),
            _is_everybody(statement),
            negate(_narrows(statement.get("Condition"))),
        ]
    )


def _refuses_plain_text(statement: dict[str, Any] | Unknown) -> Truth:
    if statement is UNKNOWN:
        return UNKNOWN
    denies = equals(statement.get("Effect"), "Deny")
    return every([denies, _is_everybody(statement), _is_without_tls(statement.get("Condition"))])


def _is_everybody(statement: dict[str, Any]) -> Truth:
    if statement.get("NotPrincipal") is not None:
        return True  # all but some
    principal = statement.get("Principal")
    return _holds_star(principal.get("AWS") if isinstance(principal, dict) else principal)


def _holds_star(principals: Any) -> Truth:
    listed = principals if isinstance(principals, list) else [principals]
    return True if "*" in listed else UNKNOWN if UNKNOWN in listed else False


def _narrows(condition: Any) -> Truth:
    """Whether a condition has an operator that demands one of the keys which say who may come."""
    if condition is None:
        return False
    if not isinstance(condition, dict):
        return UNKNOWN
    return some(_demands(operator, keys) for operator, keys in condition.items())


def _demands(operator: str, keys: Any) -> Truth:
    if operator.lower().removeprefix("foranyvalue:") not in _POSITIVE:
        return False
    return any(str(key).lower() in _NARROW for key in keys) if isinstance(keys, dict) else UNKNOWN


def _is_without_tls(condition: Any) -> Truth:
    if condition is None:
        return False
    if not isinstance(condition, dict):
        return UNKNOWN
    return some(
        _says_no_tls(keys) for operator, keys in condition.items() if operator.lower() in ("bool", "boolifexists")
    )


def _says_no_tls(keys: Any) -> Truth:
    if not isinstance(keys, dict):
        return UNKNOWN
    value = next((value for key, value in keys.items() if str(key).lower() == "aws:securetransport"), None)
    texts = value if isinstance(value, list) else [value]
    return some(UNKNOWN if text is UNKNOWN else str(text).lower() == "false" for text in texts)

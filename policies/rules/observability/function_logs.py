"""
*What it checks*: the log group of a function is in the stack: `/aws/lambda/` and the function's name, or the one of its
logging configuration. Functions at the edge, of a distribution, are left out.

*Why it matters*: otherwise Lambda makes it at the first run, without a retention: its logs are kept and paid for ever,
and stay behind when the stack is destroyed.

*How to fix*: create the log group with a retention, before the function.
"""

from typing import Final

from rules import identity
from rules.logic import Truth, some
from rules.observability.log_retention import LOG_GROUP
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import EACH, Found, Holder, Stack
from rules.values import UNKNOWN

FUNCTION: Final = "aws:lambda/function:Function"
_PREFIX: Final = "/aws/lambda/"
_DISTRIBUTION: Final = "aws:cloudfront/distribution:Distribution"
_AT_EDGE: Final = (
    Holder(_DISTRIBUTION, ("defaultCacheBehavior", "lambdaFunctionAssociations", EACH, "lambdaArn")),
    Holder(_DISTRIBUTION, ("orderedCacheBehaviors", EACH, "lambdaFunctionAssociations", EACH, "lambdaArn")),
)


def check(stack: Stack, report: Report) -> None:
    """Every function has its log group in the stack."""
    for function in stack.of(FUNCTION):
        named = read(function, "loggingConfig", "logGroup", default="")
        link = stack.link(function, "loggingConfig", "logGroup", to=LOG_GROUP)
        at_edge = stack.incoming(*_AT_EDGE, to=FUNCTION)
        doubts = [UNKNOWN for _ in at_edge.perhaps_to(function, nameless=stack.is_nameless(function))]
        if at_edge.to(function):
            continue  # it has a log group in each region in which a viewer asked for something
        if link.found is Found.OUTSIDE:
            report.not_knowable(function, "its log group, which is outside the stack")
        else:
            report.decides(
                function,
                some([bool(link.partner), _has_default(stack, function) if named == "" else UNKNOWN, *doubts]),
                wrong=f"the log group of {function} is not in the stack: Lambda makes one that keeps logs for ever.",
                missing="its log group",
            )


def _has_default(stack: Stack, function: Resource) -> Truth:
    name = identity.name(function)
    if isinstance(name, str) and stack.named(f"{_PREFIX}{name}", to=LOG_GROUP, by=function):
        return True
    hidden = name is UNKNOWN or any(stack.is_nameless(group) for group in stack.of(LOG_GROUP))
    return UNKNOWN if hidden and stack.of(LOG_GROUP) else False


RULE = Rule(
    id="TELEMETRY-013",
    title="Function has its log group in the stack",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST04-BP05 Enforce data retention policies",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html", read="2026-11-23"),
    ),
    rationale="A log group that Lambda makes by itself has no retention and belongs to no stack. Its cost grows with "
    "every run, and whoever destroys the stack leaves the logs of customers behind.",
    remediation="Create a LogGroup named /aws/lambda/ and the function's name, with retentionInDays, or name one in "
    "loggingConfig.logGroup. Floodgate's OrderConsumer component does so.",
    since="0.1.0",
    check=check,
)

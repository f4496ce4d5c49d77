"""
*What it checks*: the role of a function with active tracing may write to X-Ray: xray:PutTraceSegments and
xray:PutTelemetryRecords.

*Why it matters*: Lambda sends the traces by the function's role. Without the rights there are none, just when somebody
looks for what was slow.

*How to fix*: attach AWSXRayDaemonWriteAccess to the role, or allow the two actions.
"""

from typing import Final

from rules.logic import Truth, equals, every, implies
from rules.observability.function_logs import FUNCTION
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.security import arns
from rules.security.statements import ROLE, allow, of_role
from rules.stack import Stack

_ACTIONS: Final = ("xray:PutTraceSegments", "xray:PutTelemetryRecords")


def check(stack: Stack, report: Report) -> None:
    """Every function that traces may write traces."""
    for function in stack.of(FUNCTION):
        traces = _traces(function)
        role = stack.link(function, "role", to=ROLE).partner
        if traces is not False and role is None:
            report.not_knowable(function, "the rights of its role, which is outside the stack or unknown")
        elif traces is not False and role:
            rights = of_role(stack, role)
            report.decides(
                function,
                implies(traces, every(allow(rights, action, arns.NO_RESOURCE) for action in _ACTIONS)),
                wrong=f"{function} has active tracing, but {role} may not write to X-Ray.",
                missing="whether it traces, and whether its role may write to X-Ray",
            )


def _traces(function: Resource) -> Truth:
    return equals(read(function, "tracingConfig", "mode"), "Active")


RULE = Rule(
    id="TELEMETRY-014",
    title="Function with active tracing has a role that may write traces",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS04-BP05 Implement distributed tracing",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html", read="2026-11-25"
        ),
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html", read="2026-11-23"),
    ),
    rationale="Lambda uploads trace data with the execution role of the function. Without the rights the function "
    "runs, or its configuration is refused, and no trace of it is ever seen.",
    remediation="Allow xray:PutTraceSegments and xray:PutTelemetryRecords on * to the role, or set tracingConfig.mode "
    "to PassThrough. With Floodgate's OrderConsumer component the role has them.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a CloudFront distribution remembers no error of its origin (500 to 504) for longer than 10 seconds,
which is CloudFront's default.

*Why it matters*: as long as an error is remembered, viewers get it although the origin has recovered.

*How to fix*: set errorCachingMinTtl of these codes to a few seconds.
"""

from rules.edge.distributions import DISTRIBUTION
from rules.logic import Truth, every, holds, negate
from rules.report import Report
from rules.resource import Resource, read_list, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

_CODES = (500.0, 501.0, 502.0, 503.0, 504.0)
ERROR_SECONDS = 10  # CloudFront's default; CloudFront API reference, CustomErrorResponse


def check(distribution: Resource, report: Report) -> None:
    """No error outlives its cause for long."""
    responses, most = read_list(distribution, "customErrorResponses"), report.number("maximum")
    if responses is UNKNOWN:
        report.not_knowable(distribution, "how long it remembers errors")
        return
    long = {index: _is_remembered(distribution, index, most) for index in range(len(responses))}
    first = next((index for index, truth in long.items() if truth is True), 0)
    report.decides(
        distribution,
        every(negate(truth) for truth in long.values()),
        wrong=f"{distribution} remembers an error of its origin for {_seconds(distribution, first)} s, of {most:.12g} "
        "s at most: viewers get it that long after the origin has recovered.",
        missing="how long it remembers errors",
    )


def _is_remembered(distribution: Resource, index: int, most: float) -> Truth:
    code = read_number(distribution, "customErrorResponses", index, "errorCode")
    time = read_number(distribution, "customErrorResponses", index, "errorCachingMinTtl", default=ERROR_SECONDS)
    return every([holds(lambda value: value in _CODES, code), holds(lambda value: value > most, time)])


def _seconds(distribution: Resource, index: int) -> str:
    time = read_number(distribution, "customErrorResponses", index, "errorCachingMinTtl")
    return f"{time:.12g}" if isinstance(time, float) else "?"


RULE = Rule(
    id="EDGE-023",
    title="Distribution forgets errors of its origin within seconds",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP01 Implement graceful degradation to transform applicable hard dependencies into soft "
    "dependencies",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html",
            read="2026-11-23",
        ),
    ),
    rationale="CloudFront answers an error from its cache for the error's minimum TTL, 10 seconds unless set. With "
    "minutes, every viewer of a popular path gets an error that the origin made once, long after it has recovered, and "
    "retries do not help.",
    remediation="Set errorCachingMinTtl of customErrorResponses for 500 to 504 to 10 or less. With Floodgate's "
    "Distribution component: error_ttl_seconds, one second by default.",
    since="0.1.0",
    check_resource=check,
    types=(DISTRIBUTION,),
    options=(
        Option(
            name="maximum", default=10, description="For how many seconds an error is remembered at most", minimum=0
        ),
    ),
)

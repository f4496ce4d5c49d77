"""
*What it checks*: a CloudFront distribution waits for an answer of an origin by host name at least as long as the
longest request takes that is to be finished (longestRequestSeconds of the declared traffic).

*Why it matters*: CloudFront answers 504 when its read timeout is over, while the service works on for nobody, and asks
the origin again for GET and HEAD.

*How to fix*: raise the origin's read timeout, or make slow work asynchronous.
"""

from rules import traffic
from rules.edge.distributions import DISTRIBUTION, ORIGIN_READ_TIMEOUT_SECONDS, Kind, Part, judge, kind, origins
from rules.logic import Truth, holds
from rules.report import Report
from rules.resource import Resource, number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

_FACT = "longestRequestSeconds"


def check(stack: Stack, report: Report) -> None:
    """No distribution gives up before the longest request ends."""
    longest = report.declared(_FACT)
    for distribution in stack.of(DISTRIBUTION):
        found = origins(distribution)
        if found.complete and all(kind(origin) is Kind.BUCKET for origin in found.known):
            continue
        if longest is UNKNOWN:
            report.not_knowable(distribution, traffic.missing(_FACT))
        else:
            _check_origins(distribution, longest, report)


def _check_origins(distribution: Resource, longest: float, report: Report) -> None:
    judge(
        report,
        distribution,
        origins(distribution),
        lambda origin: _waits(origin, longest),
        wrong=f"{distribution} waits for {{parts}} for less than the {longest:.12g} s that the longest request takes: "
        "it is answered 504.",
        missing="the read timeouts of its origins",
    )


def _waits(origin: Part, longest: float) -> Truth:
    blocks = {Kind.CUSTOM: "customOriginConfig", Kind.VPC: "vpcOriginConfig"}
    way = kind(origin)
    if way is UNKNOWN or way is Kind.BUCKET:
        return UNKNOWN if way is UNKNOWN else True
    timeout = number(origin.read(blocks[way], "originReadTimeout", default=ORIGIN_READ_TIMEOUT_SECONDS))
    return holds(lambda seconds: seconds >= longest, timeout)


RULE = Rule(
    id="EDGE-020",
    title="Distribution waits for the longest request",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP05 Set client timeouts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html",
            read="2026-11-23",
        ),
    ),
    rationale="CloudFront waits 30 seconds for an answer by default, then drops the connection and answers 504. "
    "Requests that take longer always fail for viewers, while the services finish them in vain, and reads are even "
    "asked for again.",
    remediation="Set originReadTimeout to the longest request's seconds or more, 120 at most without a quota increase. "
    "With Floodgate's Edge component: timeouts.read_seconds.",
    since="0.1.0",
    check=check,
)

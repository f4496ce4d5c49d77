"""
*What it checks*: a CloudFront distribution closes an idle connection to a load balancer before the load balancer does,
and waits for an answer no longer than the load balancer does.

*Why it matters*: who closes second sends a request into a connection that is gone, and viewers get 502 now and then. An
answer for which the load balancer has stopped to wait never comes.

*How to fix*: keep the origin's keep-alive timeout below, and its read timeout at most at, the idle timeout of the load
balancer.
"""

from rules.edge.distributions import (
    ORIGIN_KEEP_ALIVE_SECONDS,
    ORIGIN_READ_TIMEOUT_SECONDS,
    Kind,
    Part,
    kind,
)
from rules.edge.fronts import Front, fronts
from rules.load_balancing.routing import is_application
from rules.logic import Truth, every, holds
from rules.report import Report
from rules.resource import number, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

IDLE_TIMEOUT_SECONDS = 60  # the default; Elastic Load Balancing user guide, Edit attributes


def check(stack: Stack, report: Report) -> None:
    """Every distribution gives a connection up first."""
    found = fronts(stack)
    for distribution in found.hidden:
        report.not_knowable(distribution, "which load balancers it leads to")
    for front in found.known:
        if is_application(front.balancer) is not False:
            _check_front(front, report)


def _check_front(front: Front, report: Report) -> None:
    keeps = _timeout(front.origin, "originKeepaliveTimeout", ORIGIN_KEEP_ALIVE_SECONDS)
    waits = _timeout(front.origin, "originReadTimeout", ORIGIN_READ_TIMEOUT_SECONDS)
    idle = read_number(front.balancer, "idleTimeout", default=IDLE_TIMEOUT_SECONDS)
    closes_first = holds(lambda mine, theirs: mine < theirs, keeps, idle)
    longer = closes_first is False
    report.decides(
        front.origin.distribution,
        every([closes_first, holds(lambda mine, theirs: mine <= theirs, waits, idle), _is_sure(front)]),
        wrong=f"{front.origin.name} of {front.origin.distribution} "
        f"{'keeps idle connections' if longer else 'waits for an answer'} for {_seconds(keeps if longer else waits)} "
        f"s, {front.balancer} for {_seconds(idle)} s: make the load balancer's idle timeout the longer one.",
        missing="its timeouts, and those of its load balancer",
    )


def _is_sure(front: Front) -> Truth:
    return is_application(front.balancer)


def _timeout(origin: Part, prop: str, default: float) -> float | Unknown | None:
    block = "vpcOriginConfig" if kind(origin) is Kind.VPC else "customOriginConfig"
    return number(origin.read(block, prop, default=default))


def _seconds(value: float | Unknown | None) -> str:
    return "?" if value is None or value is UNKNOWN else f"{value:.12g}"


RULE = Rule(
    id="EDGE-019",
    title="Distribution gives up a connection before the load balancer behind it does",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP05 Set client timeouts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
            read="2026-11-23",
        ),
    ),
    rationale="A connection that the load balancer closes while CloudFront still keeps it takes one more request with "
    "it, which viewers see as a rare 502 that nobody can reproduce. A read timeout above the load balancer's idle "
    "timeout promises answers that are cut off before.",
    remediation="Set originKeepaliveTimeout below, and originReadTimeout at most at, the load balancer's idleTimeout. "
    "With Floodgate's Edge component: timeouts, which are checked.",
    since="0.1.0",
    check=check,
)

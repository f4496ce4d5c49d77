"""
*What it checks*: a load balancer behind a CloudFront distribution listens on the port, and by the protocol, by which
CloudFront asks it.

*Why it matters*: CloudFront cannot connect to a port on which nobody listens. Every request that is not cached is
answered 502 or 504.

*How to fix*: add the listener, or change the origin's protocol policy or port.
"""

from rules.edge.distributions import DISTRIBUTION, Kind, Part, behaviors, kind, vpc_origin
from rules.edge.fronts import fronts
from rules.edge.listeners import HTTP, HTTPS, listens
from rules.logic import Truth, equals, every, some
from rules.report import Report
from rules.resource import Resource, number, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

_PORTS = {"http": ("httpPort", HTTP), "https": ("httpsPort", HTTPS)}


def check(stack: Stack, report: Report) -> None:
    """Every load balancer behind a distribution listens where CloudFront asks it."""
    found = fronts(stack)
    for distribution in stack.of(DISTRIBUTION):
        heard = [
            (front, _is_heard(stack, front.origin, front.balancer))
            for front in found.known
            if front.origin.distribution is distribution
        ]
        if heard or distribution in found.hidden:
            deaf = next((front for front, truth in heard if truth is False), None)
            report.decides(
                distribution,
                every([*(truth for _, truth in heard), *([UNKNOWN] if distribution in found.hidden else [])]),
                wrong=_wrong(distribution, deaf.origin, deaf.balancer) if deaf else "",
                missing="which load balancers it leads to, and where they listen",
            )


def _wrong(distribution: Resource, origin: Part, balancer: Resource) -> str:
    return (
        f"{balancer} behind {origin.name} of {distribution} does not listen on the port and by the protocol of the "
        "origin: CloudFront answers 502."
    )


def _is_heard(stack: Stack, origin: Part, balancer: Resource) -> Truth:
    holder, at = (origin.distribution, (*origin.at, "customOriginConfig"))
    if kind(origin) is Kind.VPC and (through := vpc_origin(stack, origin)):
        holder, at = through, ("vpcOriginEndpointConfig",)
    policy = read(holder, *at, "originProtocolPolicy")
    truths = []
    for protocol, (port, protocols) in _PORTS.items():
        listening = listens(stack, balancer, number(read(holder, *at, port)), protocols)
        truths.append(some([listening, _never_asks(policy, protocol, origin)]))
    return every(truths)


def _never_asks(policy: object, protocol: str, origin: Part) -> Truth:
    if policy == "match-viewer" and protocol == "http":
        plain = [
            equals(behavior.read("viewerProtocolPolicy"), "allow-all")
            for behavior in behaviors(origin.distribution).known
        ]
        return every(UNKNOWN if truth is UNKNOWN else not truth for truth in plain)
    return UNKNOWN if policy is UNKNOWN else policy not in (f"{protocol}-only", "match-viewer")


RULE = Rule(
    id="EDGE-004",
    title="Distribution asks load balancers where they listen",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html",
            read="2026-11-25",
        ),
    ),
    rationale="An origin that does not answer on the port that the distribution names cannot be connected to, so every "
    "request that is not cached fails with 502 or 504. The load balancer itself looks healthy all the while.",
    remediation="Add a listener for the port and protocol of the origin's customOriginConfig, or change "
    "originProtocolPolicy. With Floodgate's LoadBalancer and Edge components both sides use HTTPS on port 443.",
    since="0.1.0",
    check=check,
)

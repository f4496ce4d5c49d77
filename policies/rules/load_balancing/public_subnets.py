"""
*What it checks*: a load balancer that faces the internet lies in public subnets: their default routes lead to an
internet gateway.

*Why it matters*: its addresses are public, but nothing comes through to them: every client runs into a timeout.

*How to fix*: name public subnets, or make the load balancer internal where only the VPC is to reach it.
"""

from rules.load_balancing.routing import LOAD_BALANCER, subnets
from rules.logic import Truth, equals, every, some
from rules.network.placement import Way, way_out
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every load balancer for the internet is reached from there."""
    for balancer in stack.of(LOAD_BALANCER):
        # ELB's default: it faces the internet. A Gateway Load Balancer is reached through endpoints.
        internal = some([read_flag(balancer, "internal"), equals(read(balancer, "loadBalancerType"), "gateway")])
        if internal is True:
            continue
        found = subnets(stack, balancer)
        truths = [(subnet, _is_reached(stack, subnet)) for subnet in found.inside]
        rest = [] if found.complete and not found.outside else [UNKNOWN]
        report.decides(
            balancer,
            some([internal, every([*((truth for _, truth in truths) if found.complete else ()), *rest])]),
            wrong=f"{balancer} faces the internet from {_private(truths)}, which has no route to an internet gateway.",
            missing="whether it is internal, and the routes of its subnets",
        )


def _is_reached(stack: Stack, subnet: Resource) -> Truth:
    out = way_out(stack, subnet)
    if out is UNKNOWN or out.way is Way.OTHER:
        return UNKNOWN  # such as a firewall that leads to the internet
    return out.way is Way.INTERNET


def _private(truths: list[tuple[Resource, Truth]]) -> Resource | None:
    return next((subnet for subnet, truth in truths if truth is False), None)


RULE = Rule(
    id="BALANCER-018",
    title="Load balancer that faces the internet lies in public subnets",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL02-BP01 Use highly available network connectivity for your workload public endpoints",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
            read="2026-11-23",
        ),
    ),
    rationale="A subnet without a route to an internet gateway is private. A load balancer that faces the internet "
    "from there cannot be reached: AWS asks for public subnets, each with such a route.",
    remediation="Name subnets whose route table sends 0.0.0.0/0 to an internet gateway, or set internal. With "
    "Floodgate's LoadBalancer component: subnet_ids, for which a Network has public_subnet_ids.",
    since="0.1.0",
    check=check,
)

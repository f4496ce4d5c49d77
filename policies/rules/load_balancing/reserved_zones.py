"""
*What it checks*: a load balancer with reserved capacity has, in each of its zones, subnets of every service behind it.

*Why it matters*: reserved capacity is split evenly over the load balancer's zones. Where a zone holds no tasks, its
share is paid for and carries requests across zones at best.

*How to fix*: give the services subnets in each zone of the load balancer before you reserve.
"""

from rules.compute import services
from rules.load_balancing.routing import LOAD_BALANCER, may_serve_others, services_behind, subnets
from rules.load_balancing.target_zones import are_among
from rules.logic import Truth, every
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Behind every load balancer with reserved capacity, targets are spread over all of its zones."""
    for balancer in stack.of(LOAD_BALANCER):
        units = read(balancer, "minimumLoadBalancerCapacity", "capacityUnits")
        if units is None:
            continue
        behind = services_behind(stack, balancer)
        if not behind and not may_serve_others(stack):
            continue
        enabled = subnets(stack, balancer)
        truths = [(service, every(are_among(enabled, services.subnets(stack, service)))) for service in behind]
        hidden = [UNKNOWN] if units is UNKNOWN or may_serve_others(stack) else []
        good = every([*(truth for _, truth in truths), *hidden])
        report.decides(
            balancer,
            UNKNOWN if units is UNKNOWN else good,
            wrong=f"{balancer} has reserved capacity in a zone in which {_first(truths)} has no tasks.",
            missing="its reserved capacity, its zones, and those of the services behind it",
        )


def _first(truths: list[tuple[Resource, Truth]]) -> Resource | None:
    return next((service for service, truth in truths if truth is False), None)


RULE = Rule(
    id="BALANCER-016",
    title="Load balancer with reserved capacity has targets in each of its zones",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST06-BP01 Perform cost modeling",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/request-capacity-unit-reservation.html",
            read="2026-11-25",
        ),
    ),
    rationale="Reserved capacity is distributed evenly over the zones, and AWS asks to have evenly distributed targets "
    "in each zone before reserving. The share of a zone without targets costs money and serves nobody well.",
    remediation="Name subnets of all the load balancer's zones in networkConfiguration.subnets of its services. With "
    "Floodgate's FargateService component: subnet_ids.",
    since="0.1.0",
    check=check,
)

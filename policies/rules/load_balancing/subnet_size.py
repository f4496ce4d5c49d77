"""
*What it checks*: each subnet of an Application Load Balancer is a /27 or larger.

*Why it matters*: a load balancer takes more addresses as it grows with the traffic. AWS wants a /27 with eight free
addresses in each zone; in a smaller one it cannot be made, or cannot grow when the rush comes.

*How to fix*: give it subnets of at least /27 that nothing else fills up.
"""

from rules.load_balancing.routing import LOAD_BALANCER, is_application, subnets
from rules.logic import every, holds
from rules.network.placement import free_addresses
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Partners, Stack
from rules.values import UNKNOWN

# Source: Application Load Balancers, Subnets for your load balancer. A /27 less the five addresses that AWS keeps.
ADDRESSES = 27


def check(stack: Stack, report: Report) -> None:
    """Every Application Load Balancer has room to grow in each of its subnets."""
    for balancer in stack.of(LOAD_BALANCER):
        if is_application(balancer) is not False:
            found = subnets(stack, balancer)
            sizes = [holds(lambda free: free >= ADDRESSES, free_addresses(subnet)) for subnet in found.inside]
            surely = is_application(balancer) is True and found.complete
            rest = [] if surely and not found.outside else [UNKNOWN]
            report.decides(
                balancer,
                every([*(sizes if surely else []), *rest]),
                wrong=f"{balancer} stands in {_smallest(found)}, which is smaller than the /27 that AWS wants.",
                missing="its subnets and their ranges",
            )


def _smallest(found: Partners) -> Resource | None:
    known = [subnet for subnet in found.inside if free_addresses(subnet) is not UNKNOWN]
    return min(known, key=lambda subnet: float(str(free_addresses(subnet))), default=None)


RULE = Rule(
    id="BALANCER-009",
    title="Load balancer has room to grow in each of its subnets",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL02-BP03 Ensure IP subnet allocation accounts for expansion and availability",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
            read="2026-11-25",
        ),
    ),
    rationale="A load balancer scales by taking further addresses in its subnets. AWS wants each subnet to be a /27 at "
    "least, with eight addresses free; in a smaller one it cannot grow with the traffic, and drops connections at the "
    "peak.",
    remediation="Name subnets whose cidrBlock is a /27 or larger. With Floodgate's Network component: addresses, whose "
    "public subnets have room by default.",
    since="0.1.0",
    check=check,
)

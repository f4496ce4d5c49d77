"""
*What it checks*: an Application Load Balancer has subnets in at least two Availability Zones, one in each.

*Why it matters*: AWS refuses an Application Load Balancer in one zone, and one with two subnets in the same zone.

*How to fix*: give it one subnet in each of at least two zones.
"""

from rules.load_balancing.routing import LOAD_BALANCER, is_application, subnets
from rules.logic import Truth, equals, every, holds, negate, some
from rules.network.placement import distinct_zones, zone, zones
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Partners, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every Application Load Balancer spans two zones, with a subnet in each."""
    for balancer in stack.of(LOAD_BALANCER):
        if (application := is_application(balancer)) is not False:
            found = subnets(stack, balancer)
            report.decides(
                balancer,
                UNKNOWN if application is UNKNOWN else _spans(found),
                wrong=f"{balancer} has {_count(found)} in {_zones(found)}; AWS wants two zones at "
                "least, and one subnet in each.",
                missing="its subnets and their zones",
            )


def _spans(found: Partners) -> Truth:
    least, most = distinct_zones(found.inside)
    most = most + len(found.outside) if found.complete else max(most, 2)
    two = True if least >= 2 else UNKNOWN if most >= 2 else False
    names = zones(found.inside)
    known = [name for name in names if name is not UNKNOWN]
    once: Truth = len(known) == len(set(known))
    rest = UNKNOWN in names or bool(found.outside) or not found.complete
    in_zones = every([two, UNKNOWN if once and rest else once])
    return some([in_zones, *(_is_elsewhere(subnet) for subnet in found.inside)])


def _is_elsewhere(subnet: Resource) -> Truth:
    """One Local Zone, such as us-west-2-lax-1a, or one Outpost is enough."""
    local = holds(lambda name: name.count("-") > 2, zone(subnet))
    return some([local, negate(equals(read(subnet, "outpostArn"), None, ""))])


def _count(found: Partners) -> str:
    number = len(found.inside) + len(found.outside)
    return f"{number} subnet" if number == 1 else f"{number} subnets"


def _zones(found: Partners) -> str:
    number = distinct_zones(found.inside)[0]
    return "one zone" if number == 1 else f"{number} zones"


RULE = Rule(
    id="BALANCER-008",
    title="Load balancer has one subnet in each of at least two zones",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL10-BP01 Deploy the workload to multiple locations",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
            read="2026-11-25",
        ),
    ),
    rationale="An Application Load Balancer needs subnets of at least two Availability Zones, and takes one only of "
    "each zone. AWS refuses anything else, and the deployment ends before the load balancer exists.",
    remediation="Set subnets, or subnetMappings, to one subnet of each zone, in two zones at least. With Floodgate's "
    "LoadBalancer component: subnet_ids, by zone name.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a load balancer has a subnet in every zone in which the tasks of a service behind it may run.

*Why it matters*: a target in a zone that is not enabled for the load balancer is registered and gets no request. The
tasks there cost money and do nothing, and when ECS places most of them there, the others are overrun.

*How to fix*: give the load balancer a subnet in each zone of the service's subnets, or take the zone from the service.
"""

from collections.abc import Sequence

from rules.compute import services
from rules.load_balancing.routing import fronts, in_front, subnets
from rules.logic import Truth, every
from rules.network.placement import zones
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Partners, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every service runs where its load balancers send requests."""
    for service in stack.of(services.SERVICE):
        placed = services.subnets(stack, service)
        front = in_front(stack, service)
        if front is None or (placed.complete and not placed.inside and not placed.outside):
            continue
        if not front.complete:
            report.not_knowable(service, "the zones of its load balancer")
        for balancer in dict.fromkeys(way.balancer for way in fronts(stack) if way.service is service):
            enabled = subnets(stack, balancer)
            report.decides(
                service,
                every(are_among(placed, enabled)),
                wrong=f"{service} may run tasks in {_left_out(placed, enabled)}, in whose zone {balancer} sends no "
                "requests.",
                missing="the zones of its subnets and of its load balancer's",
            )


def are_among(these: Partners, those: Partners) -> Sequence[Truth]:
    """For each of the subnets, and for what is hidden of them, whether its zone is a zone of the others."""
    found = zones([*these.inside, *those.inside])
    mine, others = found[: len(these.inside)], found[len(these.inside) :]
    sure = those.complete and not those.outside and UNKNOWN not in others
    truths: list[Truth] = [
        UNKNOWN if zone is UNKNOWN else True if zone in others else False if sure else UNKNOWN for zone in mine
    ]
    return truths if these.complete and not these.outside else [*truths, UNKNOWN]


def _left_out(placed: Partners, enabled: Partners) -> Resource | None:
    truths = are_among(placed, enabled)
    return next((subnet for subnet, truth in zip(placed.inside, truths, strict=False) if truth is False), None)


RULE = Rule(
    id="BALANCER-015",
    title="Service runs in zones in which its load balancer sends requests",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL10-BP01 Deploy the workload to multiple locations",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
            read="2026-11-25",
        ),
    ),
    rationale="Targets in an Availability Zone that is not enabled for the load balancer are registered and get no "
    "traffic. Tasks that are placed there do nothing, and the rest carries all requests.",
    remediation="Add a subnet of that zone to the load balancer's subnets, or remove it from networkConfiguration."
    "subnets. With Floodgate's Network component both come from the same zones.",
    since="0.1.0",
    check=check,
)

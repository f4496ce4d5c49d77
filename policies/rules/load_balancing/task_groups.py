"""
*What it checks*: the load balancer gets through to the tasks of a service: the tasks' security groups let it in on the
port of the container and of the health check, and its own security groups let it out there.

*Why it matters*: otherwise every health check fails. ECS starts tasks and kills them again, and every request ends in
503 or 504. Pulumi leaves a security group without egress rules, other than AWS's console.

*How to fix*: add an ingress rule from the load balancer's group to the tasks' group, and an egress rule the other way.
"""

from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from typing import Any

from rules.compute import services
from rules.load_balancing.routing import Front, fronts, in_front, is_application, security_groups, subnets
from rules.logic import Truth, every, some
from rules.network.ingress import Passage, Passages, into, out_of
from rules.report import Report
from rules.resource import number, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Partners, Stack
from rules.values import UNKNOWN, Unknown


def check(stack: Stack, report: Report) -> None:
    """Every Application Load Balancer reaches the tasks behind it."""
    for service in stack.of(services.SERVICE):
        front = in_front(stack, service)
        if front is None or read(service, "networkConfiguration") is None:
            continue
        if not front.complete:
            report.not_knowable(service, "the security groups of its load balancer")
        for way in fronts(stack):
            if way.service is service and is_application(way.balancer) is not False:
                _check_way(stack, way, report)


def _check_way(stack: Stack, way: Front, report: Report) -> None:
    ports = list(dict.fromkeys(_ports(stack, way)))
    own, theirs = security_groups(stack, way.balancer), services.security_groups(stack, way.service)
    application = is_application(way.balancer)
    comes_in = _all_pass(stack, ports, theirs, own, subnets(stack, way.balancer), inward=True)
    goes_out = _all_pass(stack, ports, own, theirs, services.subnets(stack, way.service), inward=False)
    on = f"on {_shown(ports)}"
    report.decides(
        way.service,
        UNKNOWN if application is UNKNOWN else every([comes_in, goes_out]),
        wrong=f"the security groups of {way.service} do not let {way.balancer} in {on}."
        if comes_in is False
        else f"the security groups of {way.balancer} do not let it out to {way.service} {on}.",
        missing="its security groups, those of its load balancer, and the ports between them",
    )


def _ports(stack: Stack, way: Front) -> Iterator[float | Unknown]:
    """The ports on which the load balancer talks to the tasks."""
    blocks = services.attachments(stack, way.service)
    if blocks is UNKNOWN:
        yield UNKNOWN
        return
    for block in blocks:
        means = way.group in block.target_group.partners
        if means or block.target_group.partner is None:
            yield block.port if means and isinstance(block.port, float) else UNKNOWN
    health = read(way.group, "healthCheck", "port", default="traffic-port")
    if health != "traffic-port":
        port = number(health)
        yield port if isinstance(port, float) else UNKNOWN


def _all_pass(
    stack: Stack, ports: Sequence[float | Unknown], these: Partners, those: Partners, others: Partners, *, inward: bool
) -> Truth:
    """Whether some of these groups let those groups, or what lies in the other subnets, through on every port."""
    sides = [into(stack, group) if inward else out_of(stack, group) for group in these.inside]
    sure = these.complete and not these.outside and these.inside
    return every(_passes(port, sides, those, others, sure=bool(sure)) for port in ports or [UNKNOWN])


def _passes(
    port: float | Unknown, sides: Sequence[Passages], those: Partners, others: Partners, *, sure: bool
) -> Truth:
    found = [
        side.some(
            lambda passage: every(
                [UNKNOWN if port is UNKNOWN else passage.carries(int(port)), _is_meant(passage, those, others)]
            )
        )
        for side in sides
    ]
    return some([*found, *([] if sure else [UNKNOWN])])


def _is_meant(passage: Passage, groups: Partners, places: Partners) -> Truth:
    hidden = not groups.complete or groups.outside or not groups.inside
    listed = bool(passage.prefix_lists) and UNKNOWN  # what is in a prefix list is not known here
    return some(
        [
            passage.world(),
            *(passage.means(group) for group in groups.inside),
            *(_covers(cidr, places) for cidr in passage.cidrs),
            listed,
            UNKNOWN if hidden and passage.groups else False,
        ]
    )


def _covers(cidr: Any, places: Partners) -> Truth:
    """Whether all subnets lie in a range; UNKNOWN when only some do."""
    ranges = [read(subnet, "cidrBlock") for subnet in places.inside]
    if not places.complete or places.outside or not ranges:
        return UNKNOWN
    inside = [_lies_in(block, cidr) for block in ranges]
    return every(inside) if UNKNOWN in inside or len(set(inside)) == 1 else UNKNOWN


def _lies_in(block: Any, cidr: Any) -> Truth:
    if not (isinstance(block, str) and isinstance(cidr, str)):
        return UNKNOWN
    try:
        inner, outer = ip_network(block, strict=False), ip_network(cidr, strict=False)
    except ValueError:
        return UNKNOWN
    if inner.version != outer.version:
        return False
    return bool(inner.subnet_of(outer)) or (UNKNOWN if inner.overlaps(outer) else False)  # type: ignore[arg-type]


def _shown(ports: Sequence[float | Unknown]) -> str:
    known = [f"{port:.0f}" for port in ports if port is not UNKNOWN]
    return f"port {', '.join(known)}" if len(known) < 2 else f"ports {', '.join(known)}"


RULE = Rule(
    id="BALANCER-019",
    title="Load balancer gets through to the tasks behind it",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
            read="2026-11-25",
        ),
    ),
    rationale="The load balancer must be able to communicate with its targets on the listener port and the health "
    "check port, in both directions. Where a security group stands in between, every target is unhealthy, and every "
    "request fails.",
    remediation="Add an ingress rule with referencedSecurityGroupId to the tasks' group and an egress rule to the load "
    "balancer's. With Floodgate's SecurityGroup component: allow_from makes both.",
    since="0.1.0",
    check=check,
)

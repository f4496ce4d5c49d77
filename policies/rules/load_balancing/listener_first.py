"""
*What it checks*: a service waits, by its dependencies, for a listener or listener rule that sends requests to its
target group. One that takes its target group from a component of awsx waits for all of it.

*Why it matters*: ECS refuses a service whose target group no load balancer knows yet. Pulumi makes what does not depend
on each other at the same time, so the first deployment fails or not by chance.

*How to fix*: name the listener, or the rule, in dependsOn of the service.
"""

from collections.abc import Iterable

from rules.compute import services
from rules.compute.services import SERVICE, TARGET_GROUP
from rules.load_balancing.routing import FORWARDS
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack

# The provider of awsx answers for a component when everything in it is made. Source: pulumi's docs, "Components".
_MADE_AS_A_WHOLE = "awsx:"


def check(stack: Stack, report: Report) -> None:
    """Every service comes after the listeners that its target groups need."""
    for service in stack.of(SERVICE):
        behind = services.target_groups(stack, service)
        for group in behind.inside:
            _check_group(stack, service, group, report)
        nameless = any(stack.is_nameless(group) for group in stack.of(TARGET_GROUP))
        if not behind.complete or (behind.outside and nameless):
            report.not_knowable(service, "which target group it is behind")


def _check_group(stack: Stack, service: Resource, group: Resource, report: Report) -> None:
    forwards = stack.incoming(*FORWARDS, to=TARGET_GROUP)
    listening = sorted(forwards.to(group), key=lambda holder: holder.name)
    doubts = forwards.perhaps_to(group, nameless=stack.is_nameless(group))
    if _waits(stack, service, listening) or _come_with_it(stack, service, group, listening):
        report.passes(service)
    elif doubts:
        report.not_knowable(service, "which listener sends requests to its target group")
    elif listening:  # where nothing does, the load balancer is another stack's
        report.fails(service, f"{service} may be made before {listening[0]}, which its target group needs.")


def _waits(stack: Stack, service: Resource, wanted: Iterable[Resource]) -> bool:
    """Whether one of these is among everything that the service directly or indirectly depends on."""
    goals = {resource.urn for resource in wanted}
    todo, seen = list(service.dependencies), set()
    while todo:
        urn = todo.pop()
        if urn in goals:
            return True
        if urn in seen or (resource := stack.get(urn)) is None:
            continue
        seen.add(urn)
        todo += resource.dependencies
        if resource.is_component:
            todo += [child.urn for child in stack.inside(resource)]
    return False


def _come_with_it(stack: Stack, service: Resource, group: Resource, listening: Iterable[Resource]) -> bool:
    """Whether a listener is in a component that gives its target group away only when all of it is made."""
    above = stack.get(group.parent)
    while above:
        inside = (
            {resource.urn for resource in stack.inside(above)} if above.type.startswith(_MADE_AS_A_WHOLE) else set()
        )
        if service.urn not in inside and any(listener.urn in inside for listener in listening):
            return True
        above = stack.get(above.parent)
    return False


RULE = Rule(
    id="BALANCER-022",
    title="Service is made after the listener that its target group needs",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="REL08-BP05 Deploy changes with automation",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
            read="2026-11-23",
        ),
    ),
    rationale="ECS refuses to make a service while its target group has no load balancer. The service depends on the "
    "target group, not on the listener, so both are made at the same time and the first deployment fails by chance.",
    remediation="Add the listener or listener rule to the resource option dependsOn of the service. With Floodgate's "
    "FargateService component: pass the route in depends_on.",
    since="0.1.0",
    check=check,
)

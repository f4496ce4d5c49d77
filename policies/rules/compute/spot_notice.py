"""
*What it checks*: tasks that may run on Fargate Spot are done within its notice of 120 seconds: the deregistration delay
of their target groups and the stop timeout of their containers together take no longer, as they come one after the
other. And each container says how long it takes (stopTimeout): the default of 30 seconds leaves the rest of the notice
unused.

*Why it matters*: when AWS takes Spot capacity back, whatever a task has not finished after two minutes is cut off:
open requests fail, a worker's message comes back later.

*How to fix*: behind a load balancer shorten the deregistration delay; in a worker set stopTimeout to 120.
"""

from rules.compute.containers import STOP_TIMEOUT_SECONDS, Container, containers
from rules.compute.drain_time import DEREGISTRATION_DELAY_SECONDS
from rules.compute.services import SERVICE, known_groups, known_task, may_use_spot
from rules.logic import Truth, holds, implies, negate
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

NOTICE_SECONDS = 120  # ECS developer guide, Fargate capacity providers: a two-minute warning


def check(stack: Stack, report: Report) -> None:
    """Every service that may use Spot is done within the notice, and uses it."""
    for service in stack.of(SERVICE):
        on_spot = may_use_spot(stack, service)
        if on_spot is not False and (task := known_task(stack, service, report)):
            found = containers(task)
            if found is UNKNOWN:
                report.not_knowable(service, "the containers of its task definition")
                continue
            groups = known_groups(stack, service, report)
            for container in found:
                _check_container(service, container, on_spot, groups, report)


def _check_container(
    service: Resource, container: Container, on_spot: Truth, groups: tuple[Resource, ...], report: Report
) -> None:
    stop = read_number(container, "stopTimeout")
    report.decides(
        service,
        implies(on_spot, UNKNOWN if stop is UNKNOWN else negate(stop is None)),
        wrong=f"{container} gets {STOP_TIMEOUT_SECONDS} s of Fargate Spot's notice of {NOTICE_SECONDS} s, "
        f"the default, as it sets no stopTimeout ({service}).",
        missing="whether it uses Spot, and the stopTimeout of its containers",
    )
    for group in groups:
        delay = read_number(group, "deregistrationDelay", default=DEREGISTRATION_DELAY_SECONDS)
        taken = STOP_TIMEOUT_SECONDS if stop is None else stop
        report.decides(
            service,
            implies(on_spot, holds(lambda drain, end: drain + end <= NOTICE_SECONDS, delay, taken)),
            wrong=f"{service} may lose tasks on Fargate Spot {NOTICE_SECONDS} s after the notice, "
            f"but {group} drains for {delay:.12g} s, and {container} has {taken:.12g} s to stop after that."
            if isinstance(delay, float | int) and isinstance(taken, float | int)
            else "",
            missing="whether it uses Spot, its deregistration delay and its stopTimeout",
        )


RULE = Rule(
    id="SERVICE-016",
    title="Service on Fargate Spot is done within the notice of 120 seconds",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP02 Fail over to healthy resources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html",
            read="2026-11-23",
        ),
    ),
    rationale="Fargate Spot takes a task back two minutes after its warning. Draining and stopping come one after the "
    "other in that time; what takes longer is cut off, so open requests fail and work is done again.",
    remediation="Set stopTimeout of the container, and deregistrationDelay of the target group so that both together "
    "are 120 at most. With Floodgate's FargateService component: container.stop_timeout_seconds.",
    since="0.1.0",
    check=check,
)

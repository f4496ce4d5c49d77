"""
*What it checks*: a starting container behind a target group has as long as its health check's start period says that it
may take: either the service ignores failed checks for that long (healthCheckGracePeriodSeconds, 0 where it is not set),
or the target group gives a task up no sooner (unhealthy threshold x interval).

*Why it matters*: the start period holds for the container's own health check only. The load balancer's verdict counts
from the first second on, so ECS stops a task that is still starting, starts another, and stops that as well: a release
with a slow start never comes up.

*How to fix*: set the service's grace period to the start period and some seconds for the image.
"""

from rules.compute.containers import START_PERIOD_SECONDS, Container, containers
from rules.compute.services import SERVICE, Attachment, attachments, known_groups, known_task
from rules.logic import Truth, equals, holds, some
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

GRACE_PERIOD_SECONDS = 0  # ECS API reference, CreateService
UNHEALTHY_THRESHOLD, INTERVAL_SECONDS = 3, 30  # the provider's defaults, pulumi_aws 7.51.1, lb.TargetGroup


def check(stack: Stack, report: Report) -> None:
    """Every container behind a target group gets the time to start that it asks for."""
    for service in stack.of(SERVICE):
        blocks = attachments(stack, service)
        if blocks is UNKNOWN:
            report.not_knowable(service, "its load balancer blocks")
        elif blocks and (task := known_task(stack, service, report)):
            found = containers(task)
            if found is UNKNOWN:
                report.not_knowable(service, "the containers of its task definition")
                continue
            groups = known_groups(stack, service, report)
            for container in found:
                _check_container(service, container, _is_behind(container, blocks), groups, report)


def _check_container(
    service: Resource, container: Container, behind: Truth, groups: tuple[Resource, ...], report: Report
) -> None:
    if behind is False:
        return
    grace = read_number(service, "healthCheckGracePeriodSeconds", default=GRACE_PERIOD_SECONDS)
    start = read_number(container, "healthCheck", "startPeriod", default=START_PERIOD_SECONDS)
    for group in groups:
        window = _window(group)
        in_time = some([_covers(grace, start), _covers(window, start)])
        report.decides(
            service,
            in_time if behind is True or in_time is True else UNKNOWN,
            wrong=f"{container} may take {_text(start)} s to start (startPeriod), but {service} ignores failed health "
            f"checks for {_text(grace)} s, and {group} gives a task up after {_text(window)} s.",
            missing="its grace period, its container's start period and its target group's health check",
        )


def _is_behind(container: Container, blocks: tuple[Attachment, ...]) -> Truth:
    name = read(container, "name")
    return some(UNKNOWN if block.container in (UNKNOWN, None) else equals(name, block.container) for block in blocks)


def _window(group: Resource) -> float | Unknown:
    threshold = read_number(group, "healthCheck", "unhealthyThreshold", default=UNHEALTHY_THRESHOLD)
    interval = read_number(group, "healthCheck", "interval", default=INTERVAL_SECONDS)
    if isinstance(threshold, float | int) and isinstance(interval, float | int):
        return threshold * interval
    return UNKNOWN


def _covers(seconds: float | Unknown | None, start: float | Unknown | None) -> Truth:
    return holds(lambda given, needed: given >= needed, seconds, start)


def _text(figure: float | Unknown | None) -> str:
    return f"{figure:.12g}" if isinstance(figure, float | int) else "?"


RULE = Rule(
    id="SERVICE-013",
    title="Service gives its containers the time to start that they ask for",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP01 Monitor all components of the workload to detect failures",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ecs/aws.sdk.kotlin.services.ecs.model/"
            "-update-service-request/health-check-grace-period-seconds.html",
            read="2026-11-25",
        ),
    ),
    rationale="A container's start period does not hold for the load balancer's checks. Without a grace period ECS "
    "stops tasks that are still starting, and starts others that it stops again: a release never comes up, and neither "
    "does a service that scales out under load.",
    remediation="Set healthCheckGracePeriodSeconds of the service to the container's startPeriod or more. With "
    "Floodgate's FargateService component: rollout.health_check_grace_period_seconds.",
    since="0.1.0",
    check=check,
)

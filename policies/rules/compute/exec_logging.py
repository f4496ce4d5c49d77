"""
*What it checks*: sessions in the containers of an ECS service that allows them (`enableExecuteCommand`) are recorded:
its cluster sends them to a log group or a bucket, or leaves them to the `awslogs` driver of the containers, which is
the default.

*Why it matters*: such a session is a shell in production. Without a record nobody can tell what was done in it.

*How to fix*: set executeCommandConfiguration of the cluster with logging OVERRIDE and a log group.
"""

from rules.compute.containers import containers
from rules.compute.services import SERVICE, cluster_of, task_definition
from rules.logic import Truth, equals, every, implies, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

CONFIGURATION = ("configuration", "executeCommandConfiguration")
LOGGING = "DEFAULT"  # ECS API reference, ExecuteCommandConfiguration


def check(stack: Stack, report: Report) -> None:
    """Every service that allows sessions has them recorded."""
    for service in stack.of(SERVICE):
        allowed = read_flag(service, "enableExecuteCommand")
        link = cluster_of(stack, service)
        if allowed is False:
            continue
        if link.partner:
            _check_service(stack, service, link.partner, allowed, report)
        else:
            report.not_knowable(service, "how its cluster records sessions, which is not surely in the stack")


def _check_service(stack: Stack, service: Resource, cluster: Resource, allowed: Truth, report: Report) -> None:
    report.decides(
        service,
        implies(allowed, some([_is_recorded_by(cluster), _is_recorded_by_driver(stack, service, cluster)])),
        wrong=f"{service} allows sessions in its containers, which {cluster} does not record "
        "(executeCommandConfiguration).",
        missing="how sessions in its containers are recorded",
    )


def _is_recorded_by(cluster: Resource) -> Truth:
    places = [
        read(cluster, *CONFIGURATION, "logConfiguration", place) for place in ("cloudWatchLogGroupName", "s3BucketName")
    ]
    somewhere = any(place is not UNKNOWN and place not in (None, "") for place in places)
    return every([equals(_logging(cluster), "OVERRIDE"), somewhere or (UNKNOWN if UNKNOWN in places else False)])


def _is_recorded_by_driver(stack: Stack, service: Resource, cluster: Resource) -> Truth:
    task = task_definition(stack, service).partner
    found = containers(task) if task else UNKNOWN
    drivers = (
        UNKNOWN
        if found is UNKNOWN
        else every(equals(read(container, "logConfiguration", "logDriver"), "awslogs") for container in found)
    )
    return every([negate(equals(_logging(cluster), "NONE", "OVERRIDE")), drivers])


def _logging(cluster: Resource) -> object:
    return read(cluster, *CONFIGURATION, "logging", default=LOGGING)


RULE = Rule(
    id="SERVICE-028",
    title="Service that allows sessions in its containers has them recorded",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC06-BP03 Reduce manual management and interactive access",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html",
            read="2026-11-25",
        ),
    ),
    rationale="A session in a container is a shell in production, with all rights of the task's role. When it is not "
    "recorded nobody can tell afterwards what was read or changed.",
    remediation="Set configuration.executeCommandConfiguration of the cluster with logging OVERRIDE and a log group. "
    "With Floodgate's Cluster component: exec_logging.",
    since="0.1.0",
    check=check,
)

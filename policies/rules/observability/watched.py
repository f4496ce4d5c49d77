"""
*What it checks*: each load balancer, database cluster, database instance, cache and standard queue of the stack is
watched by at least one alarm, on any of its metrics.

*Why it matters*: what nobody watches fails silently. These are the parts that all requests or all work go through.

*How to fix*: add an alarm with the dimension that names the resource. Dead-letter and FIFO queues have rules of their
own.
"""

from collections.abc import Iterator

from rules.logic import Truth, every, implies, negate, some
from rules.messaging.redrive import is_dead_letter_queue, is_fifo
from rules.observability.alarms import (
    CACHE_CLUSTER,
    DATABASE_CLUSTER,
    DATABASE_INSTANCE,
    LOAD_BALANCER,
    QUEUE,
    REPLICATION_GROUP,
    watching,
)
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.stages import DEVELOPMENT_STACKS, is_for_development
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every resource that much depends on is watched."""
    found = stack.derived(watching)
    for resource in _important(stack):
        if not is_for_development(resource, report):
            watched = some([bool(found.of(resource)), *(UNKNOWN for _ in found.perhaps_of(resource))])
            report.decides(
                resource,
                implies(_is_subject(stack, resource), watched),
                wrong=f"no alarm watches {resource}.",
                missing="which resource each alarm watches",
            )


def _important(stack: Stack) -> Iterator[Resource]:
    for token in (LOAD_BALANCER, DATABASE_CLUSTER, DATABASE_INSTANCE, REPLICATION_GROUP):
        yield from stack.of(token)
    for cache in stack.of(CACHE_CLUSTER):
        if read(cache, "replicationGroupId") in (None, ""):
            yield cache
    for queue in stack.of(QUEUE):
        if _is_subject(stack, queue) is not False:
            yield queue


def _is_subject(stack: Stack, resource: Resource) -> Truth:
    if resource.token != QUEUE:
        return True
    return every([negate(is_fifo(resource)), negate(is_dead_letter_queue(stack, resource))])


RULE = Rule(
    id="TELEMETRY-009",
    title="Alarm watches each load balancer, database, cache and queue",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL06-BP01 Monitor all components for the workload (Generation)",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
            read="2026-11-23",
        ),
    ),
    rationale="A load balancer that answers with errors, a full database or a queue that grows is found out by "
    "customers when no alarm looks at it.",
    remediation="Create a metric alarm whose dimensions name the resource, as AWS recommends for its service. With "
    "Floodgate's AlarmSet component: one call for each.",
    since="0.1.0",
    check=check,
    options=(DEVELOPMENT_STACKS,),
)

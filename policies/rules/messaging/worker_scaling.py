"""
*What it checks*: a service whose task definition declares that it consumes a queue (FLOODGATE_MAX_RUNTIME_SECONDS,
FLOODGATE_CONSUMES_QUEUE) is scaled by a metric of SQS, such as the backlog for each task, where it is scaled at all: by
target tracking, or by an alarm that calls a scaling policy.

*Why it matters*: processors tell nothing about a queue. A worker that waits for a mail server or a database is idle
while messages pile up, so that scaling by its CPU shrinks it just then.

*How to fix*: let target tracking divide the visible messages of the queue by the running tasks (metric math), and hold
what one task works off within the time that a message may wait.
"""

from typing import Any

from rules.compute import scaling
from rules.compute.containers import TASK_DEFINITION
from rules.compute.services import SERVICE
from rules.logic import Truth, some
from rules.messaging.consumers import leads_elsewhere
from rules.messaging.workers import OPTIONS, Worker, workers
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import EACH, Holder, Stack
from rules.values import UNKNOWN

RUNNING = Holder(SERVICE, ("taskDefinition",))
CALLING = Holder("aws:cloudwatch/metricAlarm:MetricAlarm", ("alarmActions", EACH))


def check(stack: Stack, report: Report) -> None:
    """Every scaled service that works off a queue follows a metric of queues."""
    for worker in workers(stack, report):
        _check_worker(stack, worker, report)


def _check_worker(stack: Stack, worker: Worker, report: Report) -> None:
    running = stack.incoming(RUNNING, to=TASK_DEFINITION)
    services = running.to(worker.task)
    if not services and running.perhaps_to(worker.task, nameless=stack.is_nameless(worker.task)):
        report.not_knowable(worker.task, "which service runs it")
    for service in services:
        _check_service(stack, service, report)


def _check_service(stack: Stack, service: Resource, report: Report) -> None:
    how = scaling.of(stack, service)
    if not how.policies and how.complete:
        return
    follows = some(_follows_queues(stack, policy) for policy in how.policies)
    report.decides(
        service,
        UNKNOWN if follows is False and not how.complete else follows,
        wrong=f"{service} works off a queue, but no scaling policy of it looks at the messages that wait.",
        missing="its scaling policies and the metrics that they follow",
    )


def _follows_queues(stack: Stack, policy: Resource) -> Truth:
    metrics = scaling.customized(policy)
    if metrics is UNKNOWN:
        return UNKNOWN
    if metrics:
        return some(_is_of_queues(metric.namespace) for metric in metrics)
    if (predefined := scaling.predefined(policy)) is not None:
        return UNKNOWN if predefined is UNKNOWN else False
    return _called_for_queues(stack, policy)


def _called_for_queues(stack: Stack, policy: Resource) -> Truth:
    calling = stack.incoming(CALLING, to=scaling.POLICY)
    perhaps = [
        alarm
        for alarm in calling.perhaps_to(policy, nameless=stack.is_nameless(policy))
        if not leads_elsewhere(stack, alarm, "alarmActions", scaling.POLICY)
    ]
    alarms = calling.to(policy)
    known = [_is_of_queues(namespace) for alarm in alarms for namespace in _namespaces(alarm)]
    return some([*known, *([UNKNOWN] if perhaps or not alarms else [])])


def _namespaces(alarm: Resource) -> list[Any]:
    queries = read_list(alarm, "metricQueries")
    if queries is UNKNOWN:
        return [UNKNOWN]
    own = read(alarm, "namespace")
    found = [read(alarm, "metricQueries", index, "metric", "namespace") for index in range(len(queries))]
    return [namespace for namespace in (own, *found) if namespace is not None]  # an expression has none


def _is_of_queues(namespace: Any) -> Truth:
    if not isinstance(namespace, str):
        return UNKNOWN
    # A namespace of the user's own may hold the backlog.
    return namespace == "AWS/SQS" or (False if namespace.startswith(("AWS/", "ECS/")) else UNKNOWN)


RULE = Rule(
    id="QUEUE-016",
    title="Service that works off a queue scales by the messages that wait",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="REL07-BP03 Obtain resources upon detection that more resources are needed for a workload",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/autoscaling/application/userguide/"
            "application-auto-scaling-target-tracking-metric-math.html",
            read="2026-11-25",
        ),
    ),
    rationale="A worker that waits for others uses little CPU however many messages wait, so scaling by CPU, memory or "
    "requests does not see a backlog and may even shrink the service. AWS describes target tracking on the queue's "
    "visible messages for each running task.",
    remediation="Set customizedMetricSpecification of the scaling policy to AWS/SQS ApproximateNumberOfMessagesVisible "
    "divided by the running tasks. Floodgate's QueueWorker component scales so; its argument is scaling.",
    since="0.1.0",
    check=check,
    options=OPTIONS,
)

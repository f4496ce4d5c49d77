"""
*What it checks*: a worker that is told to stop can finish the message it works on, and the queue hides the message
until it has: stopTimeout is at least the declared maximum runtime (FLOODGATE_MAX_RUNTIME_SECONDS), or Fargate's 120
seconds where that is longer, and the visibility timeout is at least the runtime and the stopTimeout together.

*Why it matters*: tasks are stopped all the time: by deployments, by scaling in, by Spot. What is killed in the middle
of a message has done half of it, and the next worker starts it again.

*How to fix*: raise stopTimeout of the container and the queue's visibility timeout, or make the work shorter. What
needs more than 120 seconds extends the visibility of its message in small steps, and hands it back at SIGTERM.
"""

from rules.compute.containers import STOP_TIMEOUT_SECONDS, containers
from rules.logic import agreed, every, holds
from rules.messaging.consumers import at_least
from rules.messaging.redrive import visibility_of
from rules.messaging.workers import OPTIONS, Worker, workers
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

LONGEST_SECONDS = 120  # the most that Fargate waits, ECS developer guide, task definition parameters


def check(stack: Stack, report: Report) -> None:
    """Every worker ends its message before it is killed, and before others see it."""
    for worker in workers(stack, report):
        _check_worker(worker, report)


def _check_worker(worker: Worker, report: Report) -> None:
    stop, runtime = _stop_timeout(worker.task), worker.runtime
    ends = holds(lambda given, needed: given >= min(needed, LONGEST_SECONDS), stop, runtime)
    hidden = agreed(
        holds(lambda hides, given, needed: hides >= needed + given, visibility_of(queue), stop, runtime)
        for queue in worker.queues
    )
    takes, stops = f"{at_least(runtime):.12g} s", f"{at_least(stop):.12g} s"
    wrong = (
        f"{worker.task} may work on a message for {takes}, but is killed {stops} after the signal to stop."
        if ends is False
        else f"{worker.queues[0]} shows a message again while {worker.task} may still work on it: for {takes}, and "
        f"{stops} more when it is stopped."
    )
    missing = "the stopTimeout of its containers, and which queue it consumes"
    report.decides(worker.task, every([ends, hidden]), wrong=wrong, missing=missing)


def _stop_timeout(task: Resource) -> float | Unknown:
    """The longest of its containers: that is the one which works, others help it."""
    found = containers(task)
    if found is UNKNOWN or not found:
        return UNKNOWN
    timeouts = [read_number(container, "stopTimeout", default=STOP_TIMEOUT_SECONDS) for container in found]
    known = [timeout for timeout in timeouts if isinstance(timeout, float | int)]
    return max(known) if len(known) == len(timeouts) else UNKNOWN


RULE = Rule(
    id="QUEUE-015",
    title="Task definition lets a stopping worker finish its message before others see it",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL04-BP04 Make mutating operations idempotent",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="ECS kills a container that has not ended stopTimeout seconds after the signal, 30 by default. A worker "
    "that needs longer for a message loses its work at every deployment, scale-in or Spot interruption; a message that "
    "reappears meanwhile is worked on twice.",
    remediation="Set stopTimeout of the container to the maximum runtime, up to 120, and visibilityTimeoutSeconds of "
    "the queue to the sum of both. With Floodgate's QueueWorker component: container.stop_timeout_seconds and the "
    "queue's visibility_timeout_seconds.",
    since="0.1.0",
    check=check,
    options=OPTIONS,
)

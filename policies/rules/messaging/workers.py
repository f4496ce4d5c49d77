"""The containers that consume a queue, and how long it must hide a message for them.

A container consumes a queue in its own code, where no graph shows it. So its task definition declares two facts (see
`compute.containers`):

- FLOODGATE_MAX_RUNTIME_SECONDS: the longest time from receiving a message to deleting it, or to extending its
  visibility. 0 says that the task consumes no queue.
- FLOODGATE_CONSUMES_QUEUE: the ARN, URL or name of its queue. Without it a queue counts when the environment holds its
  ARN or URL, or its name in a variable whose own name contains QUEUE, or when the container definition depends on it.
  Of several queues it stays unknown which one is consumed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from typing import Any, Final

from rules.compute.containers import TASK_DEFINITION, declared, environment
from rules.messaging.consumers import Need, at_least, at_most
from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.resource import Resource, number
from rules.rule import Option
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

# The options of every rule over workers.
OPTIONS: Final = (
    Option(
        name="runtimeVariable",
        default="FLOODGATE_MAX_RUNTIME_SECONDS",
        description="Tag or environment variable of a task definition: how long it works on one message at most",
    ),
    Option(
        name="queueVariable",
        default="FLOODGATE_CONSUMES_QUEUE",
        description="Tag or environment variable of a task definition: ARN, URL or name of the queue it consumes",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Worker:
    """A task definition that consumes one of ``queues``: a message takes it up to ``least``, at most ``most`` seconds.

    They differ when what it declares is no number.
    """

    task: Resource
    queues: tuple[Resource, ...]
    least: float
    most: float

    @property
    def runtime(self) -> float | Unknown:
        """The declared maximum runtime, in seconds."""
        return self.least if self.least == self.most else UNKNOWN


def workers(stack: Stack, report: Report) -> Iterator[Worker]:
    """The task definitions that declare a maximum runtime. Those that hide it, or their queue, go into the report."""
    for task in stack.of(TASK_DEFINITION):
        told = declared(task, report.text("runtimeVariable"))
        runtimes = [number(value) for value in told]
        if not told or set(runtimes) == {0.0}:
            continue
        queues = _queues(stack, task, report.text("queueVariable"))
        if UNKNOWN in runtimes and (queues or not task.property_dependencies.get("containerDefinitions")):
            report.not_knowable(task, "whether it consumes a queue, and its maximum runtime")
        elif UNKNOWN not in runtimes and not queues:
            report.not_knowable(task, "which queue it consumes")
        if UNKNOWN not in told and queues:
            least, most = max(map(at_least, runtimes)), max(map(at_most, runtimes))
            yield Worker(task=task, queues=queues, least=least, most=most)


def of_tasks(stack: Stack, report: Report) -> Iterator[Need]:
    """The needs of task definitions that declare a maximum runtime."""
    for worker in workers(stack, report):
        for queue in worker.queues:
            yield Need(
                queue=queue,
                least=floor(worker.least) + 1 if len(worker.queues) == 1 else 0,
                most=worker.most + 1,
                reason=f"{worker.task} needs more than {worker.least:.12g} s: its declared maximum runtime",
            )


def _queues(stack: Stack, task: Resource, variable: str) -> tuple[Resource, ...]:
    told = declared(task, variable)
    if told and UNKNOWN not in told:
        return _named(stack, told)
    values = [value for name, value in environment(task) if _tells_a_queue(name, value)]
    depended_on = [
        *stack.dependencies(task, "containerDefinitions", on=QUEUE),
        *stack.dependencies(task, "tags", on=QUEUE),
    ]
    return tuple(dict.fromkeys([*_named(stack, values), *depended_on]))


def _named(stack: Stack, values: list[Any]) -> tuple[Resource, ...]:
    found = [queue for value in values if isinstance(value, str) for queue in stack.named(value, to=QUEUE)]
    return tuple(dict.fromkeys(found))


def _tells_a_queue(name: Any, value: Any) -> bool:
    return isinstance(value, str) and (value.startswith(("arn:", "https://")) or "QUEUE" in str(name).upper())

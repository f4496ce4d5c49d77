"""How long a queue must hide a message for the containers that consume it.

A container consumes a queue in its own code, where no graph shows it. So its task definition declares two facts, each
as a tag or as an environment variable of a container. Tags stay readable at preview when one unknown value, such as a
secret's ARN, hides the whole container definition; where both are given the tag counts.

- FLOODGATE_MAX_RUNTIME_SECONDS: the longest time from receiving a message to deleting it, or to extending its
  visibility. 0 says that the task consumes no queue.
- FLOODGATE_CONSUMES_QUEUE: the ARN, URL or name of its queue. Without it a queue counts when the environment holds its
  ARN or URL, or its name in a variable whose own name contains QUEUE, or when the container definition depends on it.
  Of several queues it stays unknown which one is consumed.
"""

from collections.abc import Iterator
from math import floor
from typing import Any, Final

from rules.messaging.consumers import Need, at_least, at_most
from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.resource import Resource, number, read, read_list
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

TASK_DEFINITION: Final = "aws:ecs/taskDefinition:TaskDefinition"


def of_tasks(stack: Stack, report: Report) -> Iterator[Need]:
    """The needs of task definitions that declare a maximum runtime. Those that hide it go into the report."""
    for task in stack.of(TASK_DEFINITION):
        declared = _declared(task, report.text("runtime_variable"))
        runtimes = [number(value) for value in declared]
        if not declared or set(runtimes) == {0.0}:
            continue
        queues = _queues(stack, task, report.text("queue_variable"))
        if UNKNOWN in runtimes and (queues or not task.property_dependencies.get("containerDefinitions")):
            report.not_knowable(task, "whether it consumes a queue, and its maximum runtime")
        elif UNKNOWN not in runtimes and not queues:
            report.not_knowable(task, "which queue it consumes")
        if UNKNOWN not in declared:
            yield from _needs(task, queues, runtimes)


def _needs(task: Resource, queues: tuple[Resource, ...], runtimes: list[float | Unknown | None]) -> Iterator[Need]:
    least, most = max(map(at_least, runtimes)), max(map(at_most, runtimes))
    for queue in queues:
        yield Need(
            queue=queue,
            least=floor(least) + 1 if len(queues) == 1 else 0,
            most=most + 1,
            reason=f"{task} needs more than {least:.12g} s: its declared maximum runtime",
        )


def _queues(stack: Stack, task: Resource, variable: str) -> tuple[Resource, ...]:
    declared = _declared(task, variable)
    if declared and UNKNOWN not in declared:
        return _named(stack, declared)
    values = [value for name, value in _environment(task) if _tells_a_queue(name, value)]
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


def _declared(task: Resource, variable: str) -> list[Any]:
    """What the task declares under this name: its tag, else the environment of its containers; UNKNOWN if it may."""
    tag = read(task, "tags", variable)
    if isinstance(tag, str):
        return [tag]
    variables = _environment(task)
    values = [value for name, value in variables if name == variable]
    hidden = tag is UNKNOWN or any(name is UNKNOWN for name, _ in variables)
    return values or ([UNKNOWN] if hidden else [])


def _environment(task: Resource) -> list[tuple[Any, Any]]:
    """Name and value of every environment variable of every container; UNKNOWN for both where some are hidden."""
    containers = read_list(task, "containerDefinitions")
    if containers is UNKNOWN:
        return [(UNKNOWN, UNKNOWN)]
    return [pair for container in containers for pair in _variables(container)]


def _variables(container: Any) -> list[tuple[Any, Any]]:
    variables = container.get("environment") or [] if isinstance(container, dict) else UNKNOWN
    if not isinstance(variables, list):
        return [(UNKNOWN, UNKNOWN)]
    return [(v.get("name"), v.get("value")) if isinstance(v, dict) else (UNKNOWN, UNKNOWN) for v in variables]

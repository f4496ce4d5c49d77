"""How long a queue must hide a message for the functions that consume it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Final

from rules import arn
from rules.messaging.redrive import QUEUE
from rules.report import Report
from rules.resource import Resource, read_number
from rules.stack import Found, Stack
from rules.values import UNKNOWN, Unknown

FUNCTION: Final = "aws:lambda/function:Function"
EVENT_SOURCE_MAPPING: Final = "aws:lambda/eventSourceMapping:EventSourceMapping"

FUNCTION_TIMEOUT_SECONDS: Final = 3  # Lambda's default, Lambda API reference, CreateFunction


@dataclass(frozen=True, kw_only=True)
class Need:
    """How long a queue must hide a message for one consumer: surely ``least``, at most ``most`` seconds.

    They differ when something about the consumer is unknown.
    """

    queue: Resource
    least: float
    most: float
    reason: str


def of_functions(stack: Stack, report: Report) -> Iterator[Need]:
    """The needs of functions behind event source mappings. Mappings without a queue in the stack are reported."""
    for mapping in stack.of(EVENT_SOURCE_MAPPING):
        source = stack.link(mapping, "eventSourceArn", to=QUEUE)
        if source.found is Found.UNKNOWN and not _reads_something_else(stack, mapping):
            report.not_knowable(mapping, "which queue it reads")
        if source.found is Found.OUTSIDE and _means_a_queue(source.value):
            report.not_knowable(mapping, "the visibility timeout of its queue, which is outside the stack")
        for queue in source.partners:
            yield _need(stack, mapping, queue, report.number("factor"), sure=queue is source.partner)


def _need(stack: Stack, mapping: Resource, queue: Resource, factor: float, *, sure: bool) -> Need:
    function = stack.link(mapping, "functionName", to=FUNCTION)
    timeouts = [read_number(f, "timeout", default=FUNCTION_TIMEOUT_SECONDS) for f in function.partners] or [UNKNOWN]
    window = read_number(mapping, "maximumBatchingWindowInSeconds", default=0)
    shortest, longest = min(map(at_least, timeouts)), max(map(at_most, timeouts))
    least = factor * shortest + at_least(window)
    return Need(
        queue=queue,
        least=least if sure else 0,
        most=factor * longest + at_most(window),
        reason=f"{function.partner or mapping} needs {least:.12g} s: "
        f"{factor:.12g} x its timeout of {shortest:.12g} s + a batching window of {at_least(window):.12g} s",
    )


def _reads_something_else(stack: Stack, mapping: Resource) -> bool:
    sources = [stack.get(urn) for urn in mapping.property_dependencies.get("eventSourceArn", ())]
    return bool(sources) and all(s and s.token.startswith("aws:") and s.token != QUEUE for s in sources)


def _means_a_queue(text: str) -> bool:
    parts = arn.parse(text)
    return parts is None or parts.service == "sqs"


def at_least(value: float | Unknown | None) -> float:
    """The value, or 0 when it is unknown."""
    return 0 if value is UNKNOWN or value is None else value


def at_most(value: float | Unknown | None) -> float:
    """The value, or infinity when it is unknown."""
    return inf if value is UNKNOWN or value is None else value

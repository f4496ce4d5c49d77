"""How long a queue must hide a message for the functions that consume it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Final

from rules import arn
from rules.logic import Truth, agreed
from rules.messaging.redrive import QUEUE, kinds_of
from rules.report import Report
from rules.resource import Resource, read_number
from rules.stack import Found, Link, Stack
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


def source_of(stack: Stack, mapping: Resource) -> Link:
    """Which queue an event source mapping reads."""
    return stack.link(mapping, "eventSourceArn", to=QUEUE)


def reads_queue(stack: Stack, mapping: Resource) -> Truth:
    """Whether an event source mapping reads a queue, in the stack or outside of it, and no stream or broker."""
    source = source_of(stack, mapping)
    if source.found is Found.OUTSIDE:
        return _means_a_queue(source.value)
    if source.found is Found.UNKNOWN:
        return False if leads_elsewhere(stack, mapping, "eventSourceArn", QUEUE) else UNKNOWN
    return source.found is Found.PARTNER


def reads_fifo(stack: Stack, mapping: Resource) -> Truth:
    """Whether the queue that an event source mapping reads is FIFO."""
    source = source_of(stack, mapping)
    return agreed(kinds_of(source)) if source.partners or source.found is Found.OUTSIDE else UNKNOWN


def timeouts_of(stack: Stack, mapping: Resource) -> list[float | Unknown | None]:
    """The timeout of the function behind an event source mapping; several when it is one of several functions."""
    functions = stack.link(mapping, "functionName", to=FUNCTION).partners
    return [read_number(f, "timeout", default=FUNCTION_TIMEOUT_SECONDS) for f in functions] or [UNKNOWN]


def of_functions(stack: Stack, report: Report) -> Iterator[Need]:
    """The needs of functions behind event source mappings. Mappings without a queue in the stack are reported."""
    for mapping in stack.of(EVENT_SOURCE_MAPPING):
        source = source_of(stack, mapping)
        if source.found is Found.UNKNOWN and not leads_elsewhere(stack, mapping, "eventSourceArn", QUEUE):
            report.not_knowable(mapping, "which queue it reads")
        if source.found is Found.OUTSIDE and _means_a_queue(source.value):
            report.not_knowable(mapping, "the visibility timeout of its queue, which is outside the stack")
        for queue in source.partners:
            yield _need(stack, mapping, queue, report.number("factor"), sure=queue is source.partner)


def _need(stack: Stack, mapping: Resource, queue: Resource, factor: float, *, sure: bool) -> Need:
    function = stack.link(mapping, "functionName", to=FUNCTION)
    timeouts = timeouts_of(stack, mapping)
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


def leads_elsewhere(stack: Stack, resource: Resource, prop: str, token: str) -> bool:
    """True when an unknown property comes from resources that are all of another type than ``token``."""
    sources = [stack.get(urn) for urn in resource.property_dependencies.get(prop, ())]
    return bool(sources) and all(s and s.token.startswith("aws:") and s.token != token for s in sources)


def _means_a_queue(text: str) -> bool:
    parts = arn.parse(text)
    return parts is None or parts.service == "sqs"


def at_least(value: float | Unknown | None) -> float:
    """The value, or 0 when it is unknown."""
    return 0 if value is UNKNOWN or value is None else value


def at_most(value: float | Unknown | None) -> float:
    """The value, or infinity when it is unknown."""
    return inf if value is UNKNOWN or value is None else value

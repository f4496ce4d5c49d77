"""
*What it checks*: a function with reserved concurrency keeps at least as many runs as its event source mappings start at
the same time: the sum of their maximum concurrency. A mapping of a standard queue without one starts up to 1,000.

*Why it matters*: pollers do not know how many runs are reserved. They take more messages than the function may work on;
what is throttled goes back to the queue with one receive more, and after a few of them good messages are put aside.

*How to fix*: set maximumConcurrency of each mapping, and reserve their sum or more.
"""

from rules.logic import agreed
from rules.messaging.consumers import EVENT_SOURCE_MAPPING, FUNCTION, at_least, reads_queue, source_of
from rules.messaging.redrive import kinds_of
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Holder, Stack
from rules.values import UNKNOWN, Unknown

MAPPINGS = Holder(EVENT_SOURCE_MAPPING, ("functionName",))
UNRESERVED = -1  # the provider's default
STANDARD_QUEUE_RUNS = 1000.0  # Lambda developer guide, scaling of SQS event source mappings


def check(stack: Stack, report: Report) -> None:
    """Every function that reserves runs reserves enough for all queues that it reads."""
    mappings = stack.incoming(MAPPINGS, to=FUNCTION)
    for function in stack.of(FUNCTION):
        own = _of_queues(stack, mappings.to(function))
        perhaps = _of_queues(stack, mappings.perhaps_to(function, nameless=stack.is_nameless(function)))
        if own or perhaps:
            _check_function(function, [_most_runs(stack, mapping) for mapping in own], bool(perhaps), report)


def _of_queues(stack: Stack, mappings: tuple[Resource, ...]) -> list[Resource]:
    return [mapping for mapping in mappings if reads_queue(stack, mapping) is not False]


def _check_function(function: Resource, runs: list[float | Unknown], more: bool, report: Report) -> None:
    reserved = read_number(function, "reservedConcurrentExecutions", default=UNRESERVED)
    total = sum(map(at_least, runs))
    if reserved is UNKNOWN or reserved is None:
        report.not_knowable(function, "its reservedConcurrentExecutions")
    elif reserved < 0:
        report.passes(function)
    elif total > reserved:
        report.fails(
            function,
            f"{function} may run {reserved:.12g} times at once, but its event source mappings start up to "
            f"{total:.12g}: what is throttled uses up receives.",
        )
    elif more or UNKNOWN in runs:
        report.not_knowable(function, "the maximumConcurrency of all its event source mappings")
    else:
        report.passes(function)


def _most_runs(stack: Stack, mapping: Resource) -> float | Unknown:
    """How many batches a mapping starts at once; of a FIFO queue without a maximum, as many as it has groups."""
    maximum = read_number(mapping, "scalingConfig", "maximumConcurrency")
    if maximum is not None:
        return maximum
    source = source_of(stack, mapping)
    known = bool(source.partners) or source.found is Found.OUTSIDE
    standard = known and reads_queue(stack, mapping) is True and agreed(kinds_of(source)) is False
    return STANDARD_QUEUE_RUNS if standard and read(mapping, "provisionedPollerConfig") is None else UNKNOWN


RULE = Rule(
    id="QUEUE-014",
    title="Function reserves as many runs as its event source mappings start",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP02 Throttle requests",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html", read="2026-11-25"),
    ),
    rationale="AWS asks that the reserved concurrency be at least the total maximum concurrency of all SQS event "
    "sources of the function; otherwise Lambda may throttle messages. Each throttled receive counts, so that orders "
    "reach the dead-letter queue without ever having been tried.",
    remediation="Raise reservedConcurrentExecutions, or set scalingConfig.maximumConcurrency of each mapping so that "
    "the sum fits. With Floodgate's OrderConsumer component: reserved_concurrency and maximum_concurrency.",
    since="0.1.0",
    check=check,
)

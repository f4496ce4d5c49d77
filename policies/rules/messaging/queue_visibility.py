"""
*What it checks*: each SQS queue hides a received message for longer than its slowest consumer may take. For a function
behind an event source mapping that is 6 x its timeout plus the batching window; for a container it is the maximum
runtime which its task definition declares (FLOODGATE_MAX_RUNTIME_SECONDS, see `workers.py`).

*Why it matters*: when the visibility timeout ends before the work does, a second consumer receives the same message: an
order is handled twice, and after maxReceiveCount such receives it lands in the dead-letter queue although nothing was
wrong with it. The factor 6 leaves Lambda time to retry a batch that was throttled. Below 1 x, AWS refuses the mapping
(QUEUE-003). Lambda also hides a message for longer than the queue says where window and timeout exceed it, so that the
figure of the queue no longer tells when a message comes back.

*How to fix*: raise the queue's visibility timeout, or lower the function's timeout or the worker's maximum runtime.
"""

from collections import defaultdict
from itertools import chain

from rules.messaging.consumers import Need, of_functions
from rules.messaging.redrive import QUEUE, visibility_of
from rules.messaging.workers import OPTIONS, of_tasks
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every queue that has consumers hides a message longer than the slowest of them takes."""
    needs: dict[str, list[Need]] = defaultdict(list)
    for need in chain(of_functions(stack, report), of_tasks(stack, report)):
        needs[need.queue.urn].append(need)
    for queue in stack.of(QUEUE):
        if queue.urn in needs:
            _check_queue(queue, needs[queue.urn], report)


def _check_queue(queue: Resource, needs: list[Need], report: Report) -> None:
    slowest = max(needs, key=lambda need: need.least)
    visibility = visibility_of(queue)
    if visibility is UNKNOWN or visibility is None:
        report.not_knowable(queue, "its visibility timeout")
    elif visibility < slowest.least:
        report.fails(queue, f"{queue} hides a message for {visibility:.12g} s, but {slowest.reason}.")
    elif visibility < max(need.most for need in needs):
        report.not_knowable(queue, "which consumers it has, and the timeout of each")
    else:
        report.passes(queue)


RULE = Rule(
    id="QUEUE-001",
    title="Queue hides a message for longer than its slowest consumer runs",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,  # AWS advises the factor; what it refuses is QUEUE-003
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP05 Set client timeouts",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html", read="2026-11-25"),
    ),
    rationale="A message that reappears while it is being worked on is worked on twice, and after some such receives "
    "it is moved to the dead-letter queue although nothing was wrong with it. AWS asks for 6 x the function's timeout "
    "plus the batching window, so that throttled batches can be retried.",
    remediation="Raise the queue's visibilityTimeoutSeconds, or lower the function's timeout or the worker's maximum "
    "runtime. With Floodgate's FifoQueue component: visibility_timeout_seconds.",
    since="0.1.0",
    check=check,
    options=(
        Option(name="factor", default=6, description="How many function timeouts a message stays hidden", minimum=1),
        *OPTIONS,
    ),
)

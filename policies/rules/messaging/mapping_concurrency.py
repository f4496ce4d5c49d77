"""
*What it checks*: the maximum concurrency of each event source mapping is between 2 and 1000, and is not set together
with provisioned pollers.

*Why it matters*: Lambda refuses the mapping otherwise. Maximum concurrency and provisioned mode are two ways to steer
the same thing, and exclude each other.

*How to fix*: choose one of the two; set scalingConfig.maximumConcurrency to at least 2. For one run at a time, use a
FIFO queue with one message group.
"""

from typing import Any

from rules.logic import Truth, every, holds, negate
from rules.messaging.consumers import EVENT_SOURCE_MAPPING, at_least
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

LEAST, MOST = 2, 1000  # Lambda API reference, ScalingConfig


def check(mapping: Resource, report: Report) -> None:
    """A mapping that limits its concurrency stays in Lambda's range, and has no provisioned pollers."""
    maximum = read_number(mapping, "scalingConfig", "maximumConcurrency")
    if maximum is None:
        return
    in_range = holds(lambda runs: LEAST <= runs <= MOST, maximum)
    pollers = _is_set(read(mapping, "provisionedPollerConfig"))
    wrong = (
        f"{mapping} sets a maximum concurrency and provisioned pollers; AWS refuses them together."
        if pollers is True
        else f"{mapping} runs at most {at_least(maximum):.12g} batches at the same time; AWS takes {LEAST} to {MOST}."
    )
    missing = "its maximumConcurrency and whether it has provisioned pollers"
    report.decides(mapping, every([in_range, negate(pollers)]), wrong=wrong, missing=missing)


def _is_set(block: Any) -> Truth:
    return UNKNOWN if block is UNKNOWN else block not in (None, {}, [])


RULE = Rule(
    id="QUEUE-008",
    title="Event source mapping limits its concurrency within Lambda's range, or uses pollers",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP01 Aware of service quotas and constraints",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html", read="2026-11-25"),
        Reference(
            url="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
            "aws-properties-lambda-eventsourcemapping-scalingconfig.html",
            read="2026-11-25",
        ),
    ),
    rationale="Lambda takes a maximum concurrency of 2 to 1000 for a queue, and either that or provisioned mode: they "
    "are mutually exclusive. Any other mapping is refused, the deployment fails and the queue is not read.",
    remediation="Set scalingConfig.maximumConcurrency to 2 or more, or remove it beside provisionedPollerConfig. With "
    "Floodgate's OrderConsumer component: maximum_concurrency.",
    since="0.1.0",
    check_resource=check,
    types=(EVENT_SOURCE_MAPPING,),
)

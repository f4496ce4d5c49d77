"""
*What it checks*: the redrive policy of each queue lets a message be received often enough before it is put aside: at
least five times where a function consumes the queue, at least twice elsewhere.

*Why it matters*: a receive is not yet an attempt. Lambda takes messages from the queue before it knows whether it may
run the function; where that is throttled, they go back and the receive has been counted. With a low count, messages
that no code ever saw end in the dead-letter queue. With a count of one, a single crash of the consumer is enough.

*How to fix*: raise maxReceiveCount in the redrive policy.
"""

from rules.logic import Truth
from rules.messaging.consumers import EVENT_SOURCE_MAPPING, reads_queue
from rules.messaging.redrive import QUEUE, may_have_redrive_policy, redrive_policies
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN

MAPPINGS = Holder(EVENT_SOURCE_MAPPING, ("eventSourceArn",))


def check(stack: Stack, report: Report) -> None:
    """Every queue that puts messages aside does so after enough receives for its kind of consumer."""
    for queue in stack.of(QUEUE):
        policies = redrive_policies(stack, queue)
        if not policies and may_have_redrive_policy(stack, queue):
            report.not_knowable(queue, "which queue each separate redrive policy belongs to")
        for policy in policies:
            _check_policy(queue, policy, _feeds_a_function(stack, queue), report)


def _check_policy(queue: Resource, policy: Resource, feeds_a_function: Truth, report: Report) -> None:
    receives = read_number(policy, "redrivePolicy", "maxReceiveCount")
    of_function, of_others = report.number("minimum"), report.number("minimumOfOthers")
    if receives is None:
        report.fails(queue, f"the redrive policy of {queue} has no maxReceiveCount; AWS refuses that.")
    elif receives is UNKNOWN:
        report.not_knowable(queue, "the maxReceiveCount of its redrive policy")
    elif receives >= max(of_function, of_others):
        report.passes(queue)
    elif feeds_a_function is UNKNOWN:
        report.not_knowable(queue, "whether a function consumes it")
    else:
        minimum = of_function if feeds_a_function else of_others
        reason = "throttling alone uses up receives of a function" if feeds_a_function else "one failure is no pattern"
        wrong = f"{queue} puts messages aside after {receives:.12g} of {minimum:.12g} receives: {reason}."
        report.decides(queue, receives >= minimum, wrong=wrong, missing="")


def _feeds_a_function(stack: Stack, queue: Resource) -> Truth:
    mappings = stack.incoming(MAPPINGS, to=QUEUE)
    if mappings.to(queue):
        return True
    perhaps = mappings.perhaps_to(queue, nameless=stack.is_nameless(queue))
    return UNKNOWN if any(reads_queue(stack, mapping) is not False for mapping in perhaps) else False


RULE = Rule(
    id="QUEUE-004",
    title="Queue lets a message be received at least five times before it is put aside",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP03 Control and limit retry calls",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html", read="2026-11-23"),
    ),
    rationale="AWS asks for a maxReceiveCount of at least 5 where Lambda consumes the queue: batches that are "
    "throttled count as received, so with fewer good messages reach the dead-letter queue during every peak. With 1, "
    "any failure of a consumer puts the message aside without a second attempt.",
    remediation="Set maxReceiveCount in redrivePolicy to 5 or more. With Floodgate's FifoQueue and StandardQueue "
    "components: max_receive_count.",
    since="0.1.0",
    check=check,
    options=(
        Option(name="minimum", default=5, description="Fewest receives of a queue that a function consumes", minimum=1),
        Option(name="minimumOfOthers", default=2, description="Fewest receives of any other queue", minimum=1),
    ),
)

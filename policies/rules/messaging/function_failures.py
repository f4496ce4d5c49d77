"""
*What it checks*: a function that others call asynchronously, a topic's subscription, a bucket's notifications or an
EventBridge rule for events, keeps what it could not handle: in a dead-letter queue (deadLetterConfig) or an on-failure
destination (`lambda.FunctionEventInvokeConfig`). Functions that only read queues or streams are left out, and so are
schedules.

*Why it matters*: Lambda tries such an event three times, and for up to six hours where the function is throttled. Then
it discards the event, and the sender believes that it arrived.

*How to fix*: give the function an on-failure destination, such as a queue that somebody watches.
"""

from collections.abc import Iterator
from typing import Final

from rules.logic import Truth, some
from rules.messaging.consumers import FUNCTION, leads_elsewhere
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import EACH, Holder, Stack
from rules.values import UNKNOWN

SUBSCRIPTION: Final = "aws:sns/topicSubscription:TopicSubscription"
EVENT_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
EVENT_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
CALLERS: Final = (
    Holder(SUBSCRIPTION, ("endpoint",)),
    Holder("aws:s3/bucketNotification:BucketNotification", ("lambdaFunctions", EACH, "lambdaFunctionArn")),
    Holder(EVENT_TARGET, ("arn",)),
)
SETTINGS: Final = Holder("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", ("functionName",))


def check(stack: Stack, report: Report) -> None:
    """Every function that is called asynchronously keeps what failed."""
    for function in stack.of(FUNCTION):
        called = some(_calls(stack, function))
        if called is not False:
            keeps = some(_keeps(stack, function))
            report.decides(
                function,
                UNKNOWN if keeps is False and called is UNKNOWN else keeps,
                wrong=f"{function} is called asynchronously, but keeps no event that it could not handle: Lambda "
                "discards it after the last attempt.",
                missing="who calls it asynchronously, and where it keeps what failed",
            )


def _calls(stack: Stack, function: Resource) -> Iterator[Truth]:
    callers = stack.incoming(*CALLERS, to=FUNCTION)
    yield from (True for caller in callers.to(function) if not _is_schedule(stack, caller))
    for caller in callers.perhaps_to(function, nameless=stack.is_nameless(function)):
        prop = next(holder.path[0] for holder in CALLERS if holder.type == caller.token)
        elsewhere = leads_elsewhere(stack, caller, prop, FUNCTION) or _delivers_elsewhere(caller)
        if not elsewhere and not _is_schedule(stack, caller):
            yield UNKNOWN


def _delivers_elsewhere(caller: Resource) -> bool:
    return caller.token == SUBSCRIPTION and read(caller, "protocol") not in (UNKNOWN, "lambda")


def _is_schedule(stack: Stack, caller: Resource) -> bool:
    rule = stack.link(caller, "rule", to=EVENT_RULE).partner if caller.token == EVENT_TARGET else None
    return rule is not None and read(rule, "eventPattern") is None and read(rule, "scheduleExpression") is not None


def _keeps(stack: Stack, function: Resource) -> Iterator[Truth]:
    yield _is_set(function, "deadLetterConfig", "targetArn")
    settings = stack.incoming(SETTINGS, to=FUNCTION)
    for setting in settings.to(function):
        yield _is_set(setting, "destinationConfig", "onFailure", "destination")
    if settings.perhaps_to(function, nameless=stack.is_nameless(function)):
        yield UNKNOWN


def _is_set(resource: Resource, *path: str) -> Truth:
    holder = read(resource, *path[:-1])
    if holder is None:
        return False
    return bool(holder.get(path[-1])) if isinstance(holder, dict) else UNKNOWN  # an ARN that is unknown is one


RULE = Rule(
    id="QUEUE-023",
    title="Function that is called asynchronously keeps what it could not handle",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP03 Control and limit retry calls",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html", read="2026-11-25"
        ),
    ),
    rationale="Lambda retries an asynchronous event twice when the function returns an error, and keeps it for up to "
    "six hours. When an event fails all attempts or stays too long, Lambda discards it: the topic or bucket has "
    "delivered, the function has no trace of it.",
    remediation="Set deadLetterConfig.targetArn of the function, or onFailure in a FunctionEventInvokeConfig. "
    "Floodgate's OrderConsumer component reads a queue in place of being called, so that its FifoQueue keeps what "
    "failed.",
    since="0.1.0",
    check=check,
)

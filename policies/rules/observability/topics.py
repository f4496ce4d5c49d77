"""Topics that alarms tell."""

from typing import Final

from rules.logic import Truth, some
from rules.observability.alarms import ALARM
from rules.resource import Resource
from rules.stack import EACH, Holder, Stack
from rules.values import UNKNOWN

TOPIC: Final = "aws:sns/topic:Topic"

_LISTS: Final = tuple(
    Holder(token, (prop, EACH))
    for token in (ALARM, "aws:cloudwatch/compositeAlarm:CompositeAlarm")
    for prop in ("alarmActions", "okActions", "insufficientDataActions")
)


def is_told_by_alarms(stack: Stack, topic: Resource) -> Truth:
    """Whether alarms of the stack have the topic among their actions."""
    told = stack.incoming(*_LISTS, to=TOPIC)
    doubts = told.perhaps_to(topic, nameless=stack.is_nameless(topic))
    return some([bool(told.to(topic)), *(UNKNOWN for _ in doubts)])

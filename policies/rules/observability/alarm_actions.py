"""
*What it checks*: an alarm does something when it fires: it has alarm actions and they are enabled, or a composite alarm
is made of it.

*Why it matters*: an alarm without actions turns red where nobody looks.

*How to fix*: name a topic in alarmActions that reaches people.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from rules.logic import Truth, every, some
from rules.observability.alarms import ALARM
from rules.report import Report
from rules.resource import Resource, read, read_flag, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

_IN_RULE: Final = re.compile(r"\(\s*[\"']?([^\"')]+?)[\"']?\s*\)")
# What one of these looks at needs no actions of its own.
_READERS: Final = {
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": ("alarmRule",),
    "aws:ecs/service:Service": ("alarms", "alarmNames"),
    "aws:codedeploy/deploymentGroup:DeploymentGroup": ("alarmConfiguration", "alarms"),
    "aws:route53/healthCheck:HealthCheck": ("cloudwatchAlarmName",),
}


def check(stack: Stack, report: Report) -> None:
    """Every alarm has actions, or is read by something that has."""
    read_ones = stack.derived(_read_alarms)
    for alarm in stack.of(ALARM):
        others = alarm.urn in read_ones or (UNKNOWN if UNKNOWN in read_ones else False)
        report.decides(
            alarm,
            some([_acts(alarm), others]),
            wrong=f"{alarm} does nothing when it fires: it has no alarmActions, or they are disabled.",
            missing="its actions, and what else reads it",
        )


def _acts(alarm: Resource) -> Truth:
    actions = read_list(alarm, "alarmActions")
    some_action = UNKNOWN if actions is UNKNOWN else bool(actions)
    return every([some_action, read_flag(alarm, "actionsEnabled", default=True)])


def _read_alarms(stack: Stack) -> set[str | Unknown]:
    """The URNs of the alarms that something else reads; UNKNOWN among them when there may be others."""
    found: set[str | Unknown] = set()
    for token, path in _READERS.items():
        for reader in stack.of(token):
            found.update(alarm.urn for alarm in stack.dependencies(reader, path[0], on=ALARM))
            found.update(_named(stack, read(reader, *path, default="")))
    return found


def _named(stack: Stack, value: Any) -> Iterator[str | Unknown]:
    """The alarms that a name means, a list of them, or the rule of a composite alarm."""
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str):
            for name in [text, *_IN_RULE.findall(text)]:
                yield from (alarm.urn for alarm in stack.named(name, to=ALARM))
        else:
            yield UNKNOWN


RULE = Rule(
    id="TELEMETRY-005",
    title="Alarm does something when it fires",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS08-BP04 Create actionable alerts",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
            read="2026-11-23",
        ),
    ),
    rationale="Actions are the only way by which an alarm reaches anybody. Without them, or with actionsEnabled set to "
    "false, an outage is noticed by its customers first.",
    remediation="Set alarmActions to the ARN of a topic and leave actionsEnabled true. With Floodgate's AlarmSet "
    "component: topic.",
    since="0.1.0",
    check=check,
)

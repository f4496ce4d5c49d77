"""Programs that keep and break TELEMETRY-005. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as common

QUEUE = {"QueueName": "orders"}


def good_topic() -> None:
    """It tells a topic."""
    common.alarm("age", dimensions=QUEUE)


def good_part_of_a_composite() -> None:
    """The composite alarm tells a topic."""
    part = common.alarm("age", dimensions=QUEUE, alarm_actions=None)
    rule = pulumi.Output.concat('ALARM("', part.name, '")')
    aws.cloudwatch.CompositeAlarm("orders", alarm_name="orders", alarm_rule=rule, alarm_actions=[common.TOPIC])


def bad_none() -> None:
    """Alarm `age` does nothing when it fires: it has no alarmActions, or they are disabled."""
    common.alarm("age", dimensions=QUEUE, alarm_actions=None)


def bad_disabled() -> None:
    """Alarm `age` does nothing when it fires: it has no alarmActions, or they are disabled."""
    common.alarm("age", dimensions=QUEUE, actions_enabled=False)


def bad_only_ok_actions_in_a_component() -> None:
    """Alarm `age` does nothing when it fires: it has no alarmActions, or they are disabled."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Alarms", "alarms"))
    common.alarm("age", dimensions=QUEUE, alarm_actions=[], ok_actions=[common.TOPIC], opts=inside)


def bad_composite_of_another() -> None:
    """Alarm `age` does nothing when it fires: it has no alarmActions, or they are disabled."""
    common.alarm("age", dimensions=QUEUE, alarm_actions=None)
    aws.cloudwatch.CompositeAlarm(
        "other", alarm_name="other", alarm_rule="ALARM(web-5xx)", alarm_actions=[common.TOPIC]
    )

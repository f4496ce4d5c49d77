"""The deployment gate: one alarm for many."""

from typing import Any

import pulumi
import pytest

from components.naming import Location
from components.observability import (
    AlarmSet,
    AlarmSetArgs,
    DeploymentGate,
    DeploymentGateArgs,
    queue_alarms,
)
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
TOPIC = "arn:aws:sns:us-east-1:123456789012:page"
GATE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        alarms = AlarmSet(
            "main-orders",
            AlarmSetArgs(
                location=LOCATION,
                name_prefix="prod-orders-queue",
                alarms=queue_alarms(queue_name="orders.fifo", dlq_name="orders-dlq.fifo"),
                page_topic_arn=TOPIC,
            ),
        )
        arguments: dict[str, Any] = {
            "location": LOCATION,
            "gate_name": "prod-deployments",
            "alarm_names": alarms.names(),
            **changes,
        }
        gate = DeploymentGate("main-gate", DeploymentGateArgs(**arguments))
        pulumi.export("name", gate.gate_name)
        pulumi.export("arn", gate.gate_arn)

    return run(program, preview=preview)


def test_it_is_closed_as_soon_as_one_alarm_goes_off() -> None:
    made = graph()
    gate = made.one(GATE)
    assert gate.inputs["alarmRule"] == 'ALARM("prod-orders-queue-dead-letters") OR ALARM("prod-orders-queue-age")'
    alarms = {a.urn for a in made.of_type("aws:cloudwatch/metricAlarm:MetricAlarm")}
    assert gate.property_dependencies["alarmRule"] == alarms


def test_its_text_leads_to_its_runbook() -> None:
    assert graph().one(GATE).inputs["alarmDescription"].endswith("docs/runbooks/deployment-gate.md")


def test_it_tells_nobody_unless_asked() -> None:
    assert not {"alarmActions", "okActions"} & set(graph().one(GATE).inputs)
    told = graph(topic_arn=TOPIC).one(GATE).inputs
    assert told["alarmActions"] == told["okActions"] == [TOPIC]


def test_a_pipeline_knows_its_name_beforehand() -> None:
    arn = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:prod-deployments"
    assert graph().exports == {"name": "prod-deployments", "arn": arn}


@pytest.mark.parametrize("count", [0, 101])
def test_a_gate_without_alarms_or_with_too_many_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 100 alarms"):
        DeploymentGateArgs(location=LOCATION, gate_name="g", alarm_names=["a"] * count)

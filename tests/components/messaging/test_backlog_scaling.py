"""Workers scale on their backlog, and from nothing."""

import dataclasses
from typing import Any

import pulumi
import pytest

from components.messaging import BacklogScaling, BacklogScalingArgs, WorkerScaling, backlog_per_task
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, Resource, run

SCALING = WorkerScaling(acceptable_latency_seconds=60, processing_seconds=4, messages_at_once=2)
TARGET, POLICY, ALARM = (
    "aws:appautoscaling/target:Target",
    "aws:appautoscaling/policy:Policy",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
)


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        args = BacklogScalingArgs(
            cluster_name="services",
            service_name="notes-worker",
            queue_name="notes",
            scaling=dataclasses.replace(SCALING, **changes),
        )
        pulumi.export("resource_id", BacklogScaling("main-scaling", args).resource_id)

    return run(program, preview=preview)


def tracking(made: Graph) -> dict[str, Any]:
    configuration = made.one(POLICY, "main-scaling-backlog").inputs["targetTrackingScalingPolicyConfiguration"]
    assert isinstance(configuration, dict)
    return configuration


def test_a_task_may_have_as_much_backlog_as_it_works_off_in_time() -> None:
    assert backlog_per_task(acceptable_latency_seconds=60, processing_seconds=0.5) == 120
    assert backlog_per_task(acceptable_latency_seconds=60, processing_seconds=4, messages_at_once=2) == 30
    assert tracking(graph())["targetValue"] == 30


def test_the_metric_is_messages_that_wait_for_each_running_task() -> None:
    waiting, tasks, backlog = tracking(graph())["customizedMetricSpecification"]["metrics"]
    assert waiting["metricStat"]["metric"] == {
        "namespace": "AWS/SQS",
        "metricName": "ApproximateNumberOfMessagesVisible",
        "dimensions": [{"name": "QueueName", "value": "notes"}],
    }
    assert tasks["metricStat"]["metric"] == {
        "namespace": "ECS/ContainerInsights",
        "metricName": "RunningTaskCount",
        "dimensions": [
            {"name": "ClusterName", "value": "services"},
            {"name": "ServiceName", "value": "notes-worker"},
        ],
    }
    assert (waiting["id"], tasks["id"]) == ("waiting", "tasks")
    assert backlog["expression"] == "waiting / IF(tasks > 0, tasks, 1)"
    assert [m["returnData"] for m in (waiting, tasks, backlog)] == [False, False, True]


def test_there_is_no_other_signal() -> None:
    assert [p.name for p in graph().of_type(POLICY)] == ["main-scaling-backlog"]
    assert graph().of_type(ALARM) == []


def test_it_moves_between_its_numbers_quickly_up_and_slowly_down() -> None:
    made = graph(min_tasks=2, max_tasks=40)
    target = made.one(TARGET).inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (2, 40)
    assert target["resourceId"] == "service/services/notes-worker"
    assert made.exports["resource_id"] == "service/services/notes-worker"
    assert (tracking(made)["scaleOutCooldown"], tracking(made)["scaleInCooldown"]) == (60, 300)


def test_policies_wait_for_the_target() -> None:
    made = graph()
    assert made.one(POLICY).property_dependencies["resourceId"] == {made.one(TARGET).urn}


def sleeping(preview: bool = True) -> tuple[Graph, Resource]:
    made = graph(min_tasks=0, preview=preview)
    return made, made.one(ALARM, "main-scaling-wake")


def test_workers_that_may_sleep_are_woken_by_the_first_message() -> None:
    made, alarm = sleeping()
    step = made.one(POLICY, "main-scaling-wake")
    assert step.inputs["policyType"] == "StepScaling"
    assert step.inputs["stepScalingPolicyConfiguration"]["adjustmentType"] == "ChangeInCapacity"
    assert step.inputs["stepScalingPolicyConfiguration"]["stepAdjustments"] == [
        {"metricIntervalLowerBound": "0", "scalingAdjustment": 1}
    ]
    assert alarm.property_dependencies["alarmActions"] == {step.urn}
    assert made.one(TARGET).inputs["minCapacity"] == 0


def test_the_alarm_goes_off_only_while_nobody_works() -> None:
    _, alarm = sleeping()
    waiting, tasks, result = alarm.inputs["metricQueries"]
    assert result["expression"] == "IF(waiting > 0 AND FILL(tasks, 0) < 1, 1, 0)"
    assert result["returnData"] is True
    assert waiting["metric"]["dimensions"] == {"QueueName": "notes"}
    assert tasks["metric"]["dimensions"] == {"ClusterName": "services", "ServiceName": "notes-worker"}
    assert (alarm.inputs["threshold"], alarm.inputs["comparisonOperator"]) == (1, "GreaterThanOrEqualToThreshold")
    assert alarm.inputs["treatMissingData"] == "notBreaching"
    assert alarm.inputs["alarmActions"] == [UNKNOWN]


def test_a_deployment_knows_the_policy() -> None:
    _, alarm = sleeping(preview=False)
    assert alarm.inputs["alarmActions"][0].startswith("arn:aws:autoscaling:us-east-1:")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"min_tasks": 11}, r"min_tasks \(11\) must be between 0 and max_tasks \(10\)"),
        ({"min_tasks": -1}, "between 0 and"),
        ({"min_tasks": 0, "max_tasks": 0}, "at least 1"),
        ({"processing_seconds": 0}, "above 0"),
        ({"messages_at_once": 0}, "at least 1"),
        ({"processing_seconds": 121}, "may wait 60 s but takes 121 s"),
        ({"scale_in_cooldown_seconds": 30}, "swap them"),
    ],
)
def test_contradictory_numbers_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(SCALING, **change)

"""Target tracking as it reaches AWS."""

from typing import Any

import pulumi_aws as aws
import pytest

from components.compute import ScheduledCapacity, ServiceScaling, ServiceScalingArgs, TaskScaling
from offline.recorder import Graph, run

TARGET = "aws:appautoscaling/target:Target"
POLICY = "aws:appautoscaling/policy:Policy"
ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction"
LABEL = "app/main/50dc6c495c0c9188/targetgroup/api/943f017f100becff"
ALTERNATE = "app/main/50dc6c495c0c9188/targetgroup/api-alternate/0123456789abcdef"
MORNING = ScheduledCapacity(
    name="weekday-morning", cron="0 6 ? * MON-FRI *", timezone="Europe/Berlin", min_tasks=10, max_tasks=80
)
NIGHT = ScheduledCapacity(name="night", cron="0 22 * * ? *", min_tasks=2, max_tasks=10)


def graph(*labels: str, **numbers: Any) -> Graph:
    def program() -> None:
        service = aws.ecs.Service("service", name="floodgate-prod-api")
        ServiceScaling(
            "main-api",
            ServiceScalingArgs(
                cluster_name="floodgate-prod",
                service_name=service.name,
                scaling=TaskScaling(**numbers),
                request_count_labels=labels,
            ),
        )

    return run(program, preview=True)


def configuration(made: Graph, signal: str) -> dict[str, Any]:
    policy = made.one(POLICY, f"main-api-{signal}")
    assert policy.inputs["policyType"] == "TargetTrackingScaling"
    found = policy.inputs["targetTrackingScalingPolicyConfiguration"]
    assert isinstance(found, dict)
    return found


def test_the_number_of_tasks_stays_between_the_articles_two_and_fifty() -> None:
    inputs = graph(LABEL).one(TARGET, "main-api-target").inputs
    assert (inputs["minCapacity"], inputs["maxCapacity"]) == (2, 50)
    assert (inputs["serviceNamespace"], inputs["scalableDimension"]) == ("ecs", "ecs:service:DesiredCount")


def test_the_scaled_service_is_known_at_preview_and_linked() -> None:
    made = graph(LABEL)
    target = made.one(TARGET)
    assert target.inputs["resourceId"] == "service/floodgate-prod/floodgate-prod-api"
    assert target.property_dependencies["resourceId"] == {made.one("aws:ecs/service:Service").urn}
    for policy in made.of_type(POLICY):
        assert policy.inputs["resourceId"] == "service/floodgate-prod/floodgate-prod-api"
        assert policy.property_dependencies["resourceId"] == {target.urn}


@pytest.mark.parametrize(
    ("signal", "metric", "value"),
    [
        ("cpu", "ECSServiceAverageCPUUtilization", 70),
        ("memory", "ECSServiceAverageMemoryUtilization", 80),
        ("requests", "ALBRequestCountPerTarget", 1000),
    ],
)
def test_each_signal_has_the_articles_target_and_cooldowns(signal: str, metric: str, value: int) -> None:
    found = configuration(graph(LABEL), signal)
    assert found["targetValue"] == value
    assert found["predefinedMetricSpecification"]["predefinedMetricType"] == metric
    assert (found["scaleInCooldown"], found["scaleOutCooldown"]) == (300, 60)


def test_requests_are_counted_for_the_services_own_target_group_only() -> None:
    made = graph(LABEL)
    assert configuration(made, "requests")["predefinedMetricSpecification"]["resourceLabel"] == LABEL
    assert "resourceLabel" not in configuration(made, "cpu")["predefinedMetricSpecification"]


def test_without_requests_to_count_two_signals_remain() -> None:
    assert [policy.name for policy in graph().of_type(POLICY)] == ["main-api-cpu", "main-api-memory"]


def test_the_numbers_are_the_callers() -> None:
    made = graph(
        LABEL,
        min_tasks=3,
        max_tasks=9,
        cpu_percent=50,
        memory_percent=60,
        requests_per_target_per_minute=6000,
        scale_in_cooldown_seconds=900,
        scale_out_cooldown_seconds=30,
    )
    inputs = made.one(TARGET).inputs
    assert (inputs["minCapacity"], inputs["maxCapacity"]) == (3, 9)
    assert [configuration(made, s)["targetValue"] for s in ("cpu", "memory", "requests")] == [50, 60, 6000]
    assert configuration(made, "cpu")["scaleInCooldown"] == 900
    assert configuration(made, "cpu")["scaleOutCooldown"] == 30


def test_requests_that_come_by_two_groups_are_added_up() -> None:
    found = configuration(graph(LABEL, ALTERNATE), "requests")

    *groups, total = found["customizedMetricSpecification"]["metrics"]
    assert total == {
        "id": "requests",
        "expression": "group0 + group1",
        "label": "Requests per task",
        "returnData": True,
    }
    for id_, label, group in zip(("group0", "group1"), (LABEL, ALTERNATE), groups, strict=True):
        assert (group["id"], group["returnData"], group["metricStat"]["stat"]) == (id_, False, "Sum")
        metric = group["metricStat"]["metric"]
        assert (metric["namespace"], metric["metricName"]) == ("AWS/ApplicationELB", "RequestCountPerTarget")
        dimensions = {dimension["name"]: dimension["value"] for dimension in metric["dimensions"]}
        assert dimensions["LoadBalancer"] == "app/main/50dc6c495c0c9188"
        assert label == f"{dimensions['LoadBalancer']}/{dimensions['TargetGroup']}"
    assert found["targetValue"] == 1000
    assert "predefinedMetricSpecification" not in found


def test_an_hour_brings_limits_of_its_own() -> None:
    made = graph(schedules=[MORNING, NIGHT])

    target = made.one(TARGET)
    action = made.one(ACTION, "main-api-weekday-morning")
    assert action.inputs["schedule"] == "cron(0 6 ? * MON-FRI *)"
    assert action.inputs["timezone"] == "Europe/Berlin"
    assert action.inputs["scalableTargetAction"] == {"minCapacity": 10, "maxCapacity": 80}
    assert action.inputs["resourceId"] == "service/floodgate-prod/floodgate-prod-api"
    assert action.property_dependencies["resourceId"] == {target.urn}
    assert made.one(ACTION, "main-api-night").inputs["timezone"] == "UTC"


def test_an_update_does_not_take_an_hours_limits_back() -> None:
    assert list(graph(schedules=[NIGHT]).one(TARGET).request.ignoreChanges) == ["minCapacity", "maxCapacity"]
    assert not list(graph().one(TARGET).request.ignoreChanges)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "Morning"}, "must be lower-case words and hyphens"),
        ({"cron": "0 6 * * MON"}, "write minute, hour, day of the month"),
        ({"cron": "0 6 * * * *"}, "with [?] for one of the days"),
        ({"cron": "0 6 ? * ? *"}, "with [?] for one of the days"),
        ({"timezone": "Europe Berlin"}, "time zone 'Europe Berlin' of the schedule morning is none"),
        ({"min_tasks": 0}, "between 0 and 5 tasks: give at least 1"),
        ({"min_tasks": 6}, "no maximum below the minimum"),
    ],
)
def test_an_hour_that_is_none_is_refused(change: dict[str, Any], words: str) -> None:
    given = {"name": "morning", "cron": "0 6 ? * MON-FRI *", "min_tasks": 2, "max_tasks": 5}
    with pytest.raises(ValueError, match=words):
        ScheduledCapacity(**{**given, **change})


def test_two_hours_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="several schedules are called night"):
        TaskScaling(schedules=[NIGHT, NIGHT])


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"min_tasks": 0}, "make it at least 1"),
        ({"min_tasks": 10, "max_tasks": 5}, r"min_tasks \(10\) is above max_tasks \(5\)"),
        ({"cpu_percent": 0}, "between 1 and 100"),
        ({"memory_percent": 101}, "between 1 and 100"),
        ({"requests_per_target_per_minute": 0}, "must be at least 1"),
        ({"scale_in_cooldown_seconds": 30}, "would shrink faster than it grows"),
    ],
)
def test_contradictory_numbers_are_refused(numbers: dict[str, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        TaskScaling(**numbers)

"""Target tracking as it reaches AWS."""

from typing import Any

import pulumi_aws as aws
import pytest

from components.compute import ServiceScaling, ServiceScalingArgs, TaskScaling
from offline.recorder import Graph, run

TARGET = "aws:appautoscaling/target:Target"
POLICY = "aws:appautoscaling/policy:Policy"
LABEL = "app/main/50dc6c495c0c9188/targetgroup/api/943f017f100becff"


def graph(label: str | None = LABEL, **numbers: int) -> Graph:
    def program() -> None:
        service = aws.ecs.Service("service", name="floodgate-prod-api")
        ServiceScaling(
            "main-api",
            ServiceScalingArgs(
                cluster_name="floodgate-prod",
                service_name=service.name,
                scaling=TaskScaling(**numbers),
                request_count_label=label,
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
    inputs = graph().one(TARGET, "main-api-target").inputs
    assert (inputs["minCapacity"], inputs["maxCapacity"]) == (2, 50)
    assert (inputs["serviceNamespace"], inputs["scalableDimension"]) == ("ecs", "ecs:service:DesiredCount")


def test_the_scaled_service_is_known_at_preview_and_linked() -> None:
    made = graph()
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
    found = configuration(graph(), signal)
    assert found["targetValue"] == value
    assert found["predefinedMetricSpecification"]["predefinedMetricType"] == metric
    assert (found["scaleInCooldown"], found["scaleOutCooldown"]) == (300, 60)


def test_requests_are_counted_for_the_services_own_target_group_only() -> None:
    made = graph()
    assert configuration(made, "requests")["predefinedMetricSpecification"]["resourceLabel"] == LABEL
    assert "resourceLabel" not in configuration(made, "cpu")["predefinedMetricSpecification"]


def test_without_requests_to_count_two_signals_remain() -> None:
    assert [policy.name for policy in graph(label=None).of_type(POLICY)] == ["main-api-cpu", "main-api-memory"]


def test_the_numbers_are_the_callers() -> None:
    made = graph(
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

"""Strategies as ECS is told them, and those that nobody should use."""

from typing import Any

import pytest

from components.compute import (
    CanaryShift,
    Deployment,
    DeploymentStrategy,
    LifecycleHook,
    LifecycleStage,
    LinearShift,
)

HOOK = LifecycleHook(
    function_arn="arn:aws:lambda:us-east-1:123456789012:function:judge",
    stages=[LifecycleStage.POST_TEST_TRAFFIC_SHIFT],
)
WATCHED = {"rollback_alarm_names": ["floodgate-prod-gate"]}


def test_rolling_is_the_default_of_ecs_and_says_nothing() -> None:
    assert Deployment().configuration(None) is None
    assert not Deployment().shifts_traffic
    assert Deployment().minutes == 0


@pytest.mark.parametrize(
    ("strategy", "breaker"),
    [
        (DeploymentStrategy.ROLLING, True),
        (DeploymentStrategy.BLUE_GREEN, True),
        (DeploymentStrategy.CANARY, False),
        (DeploymentStrategy.LINEAR, False),
    ],
)
def test_the_circuit_breaker_is_on_where_aws_documents_it(strategy: DeploymentStrategy, breaker: bool) -> None:
    assert Deployment(strategy=strategy, **WATCHED).has_circuit_breaker is breaker


@pytest.mark.parametrize(
    ("deployment", "minutes"),
    [
        (Deployment(strategy=DeploymentStrategy.BLUE_GREEN, bake_minutes=20), 20),
        (Deployment(strategy=DeploymentStrategy.CANARY, **WATCHED), 10 + 15),
        (Deployment(strategy=DeploymentStrategy.LINEAR, **WATCHED), 9 * 6 + 15),
        # 33, 66, 99, and the last hundredth: three waits
        (Deployment(strategy=DeploymentStrategy.LINEAR, linear=LinearShift(step_percent=33), **WATCHED), 3 * 6 + 15),
        (Deployment(strategy=DeploymentStrategy.LINEAR, linear=LinearShift(step_percent=100), **WATCHED), 15),
    ],
)
def test_the_time_that_ecs_waits_on_purpose_is_known(deployment: Deployment, minutes: int) -> None:
    assert deployment.minutes == minutes


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"bake_minutes": 1441}, "bake_minutes is 1441: choose 0 to 1440"),
        ({"canary": CanaryShift()}, "ROLLING has no canary"),
        ({"linear": LinearShift()}, "ROLLING has no steps"),
        ({"lifecycle_hooks": [HOOK]}, "ROLLING calls no hooks"),
        ({"strategy": DeploymentStrategy.CANARY}, "CANARY moves traffic step by step, but nobody looks"),
        ({"strategy": DeploymentStrategy.LINEAR}, "give rollback_alarm_names or lifecycle_hooks"),
    ],
)
def test_contradictions_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Deployment(**change)


def test_a_hook_may_be_the_one_who_looks() -> None:
    assert Deployment(strategy=DeploymentStrategy.CANARY, lifecycle_hooks=[HOOK]).lifecycle_hooks == [HOOK]


@pytest.mark.parametrize("percent", [0.0, 0.05, 12.34, 100.1])
def test_a_canary_is_a_tenth_of_a_percent_or_more(percent: float) -> None:
    with pytest.raises(ValueError, match=r"choose 0\.1 to 100, with one decimal at most"):
        CanaryShift(percent=percent)


def test_parts_that_ecs_takes_are_taken() -> None:
    assert CanaryShift(percent=0.3, bake_minutes=0).percent == 0.3
    assert LinearShift(step_percent=33.3).minutes == 3 * 6


@pytest.mark.parametrize("change", [{"step_percent": 2.9}, {"step_bake_minutes": -1}])
def test_steps_that_ecs_does_not_take_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="choose"):
        LinearShift(**change)


def test_a_hook_that_is_never_called_is_refused() -> None:
    with pytest.raises(ValueError, match="without stages is never called"):
        LifecycleHook(function_arn="arn", stages=[])

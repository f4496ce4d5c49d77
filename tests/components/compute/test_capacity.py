"""Which capacity tasks run on, and what Spot may not be used for."""

import dataclasses
from typing import Any

import pytest

from components.compute import CapacityStrategy, Container, FargateService, FargateServiceArgs, LoadBalancerTarget
from components.naming import Location
from offline.recorder import run

CONTAINER = Container(image="123456789012.dkr.ecr.us-east-1.amazonaws.com/floodgate/api@sha256:" + "0a" * 32)
TARGET = LoadBalancerTarget(target_group_arn="arn:group", listener_rule_arns=["arn:rule"], request_count_label=None)


def args(capacity: CapacityStrategy, **changes: Any) -> FargateServiceArgs:
    given: dict[str, Any] = {
        "location": Location(region="us-east-1", account_id="123456789012"),
        "service_name": "floodgate-prod-api",
        "cluster_name": "floodgate-prod",
        "vpc_id": "vpc-1",
        "subnet_ids": ["subnet-1", "subnet-2"],
        "container": CONTAINER,
        "task_count": 4,
    }
    return FargateServiceArgs(**{**given, "capacity": capacity, **changes})


@pytest.mark.parametrize(
    ("capacity", "providers"),
    [
        (
            CapacityStrategy(on_demand_base=2, on_demand_weight=1, spot_weight=3),
            [
                {"capacityProvider": "FARGATE", "base": 2, "weight": 1},
                {"capacityProvider": "FARGATE_SPOT", "base": 0, "weight": 3},
            ],
        ),
        (
            CapacityStrategy(on_demand_base=0, on_demand_weight=0, spot_weight=1),
            [{"capacityProvider": "FARGATE_SPOT", "base": 0, "weight": 1}],
        ),
        (
            CapacityStrategy(on_demand_base=0, on_demand_weight=1, spot_weight=0),
            [{"capacityProvider": "FARGATE", "base": 0, "weight": 1}],
        ),
        (
            CapacityStrategy(),
            [
                {"capacityProvider": "FARGATE", "base": 2, "weight": 0},
                {"capacityProvider": "FARGATE_SPOT", "base": 0, "weight": 1},
            ],
        ),
    ],
)
def test_tasks_are_shared_out_by_base_and_weight(capacity: CapacityStrategy, providers: list[dict[str, Any]]) -> None:
    service = run(lambda: FargateService("main-api", args(capacity))).one("aws:ecs/service:Service")

    assert service.inputs["capacityProviderStrategies"] == providers


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"on_demand_base": -1}, "on_demand_base is -1: choose 0 to 100000"),
        ({"on_demand_weight": 1001}, "on_demand_weight is 1001: choose 0 to 1000"),
        ({"spot_weight": -1}, "spot_weight is -1: choose 0 to 1000"),
        ({"spot_weight": 0}, "both weights are 0"),
    ],
)
def test_shares_that_ecs_does_not_take_are_refused(change: dict[str, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CapacityStrategy(**change)


def test_users_keep_two_tasks_that_aws_does_not_take_back() -> None:
    with pytest.raises(ValueError, match=r"serves users.*raise on_demand_base \(1\) to 2 or more"):
        args(CapacityStrategy(on_demand_base=1), load_balancer=TARGET)
    assert args(CapacityStrategy(on_demand_base=2), load_balancer=TARGET).capacity.uses_spot


def test_a_worker_may_be_on_spot_altogether() -> None:
    assert args(CapacityStrategy(on_demand_base=0)).capacity.uses_spot


def test_what_runs_on_spot_is_done_within_the_notice() -> None:
    slow = dataclasses.replace(CONTAINER, stop_timeout_seconds=91)
    with pytest.raises(ValueError, match=r"draining \(30 s\) and stop_timeout_seconds \(91\) take longer together"):
        args(CapacityStrategy(), load_balancer=TARGET, container=slow)
    on_demand = CapacityStrategy(on_demand_base=0, on_demand_weight=1, spot_weight=0)
    assert args(on_demand, load_balancer=TARGET, container=slow)
    assert args(CapacityStrategy(), container=dataclasses.replace(CONTAINER, stop_timeout_seconds=120))

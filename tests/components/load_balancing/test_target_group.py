"""The target group: the article's numbers, gRPC, and what AWS does not combine."""

from typing import Any

import pulumi
import pytest

from components.load_balancing import BalancingAlgorithm, ProtocolVersion, TargetGroup, TargetGroupArgs
from offline.recorder import Resource, run

VPC = "vpc-0123456789abcdef0"
GROUP = "aws:lb/targetGroup:TargetGroup"


def build(name: str = "main-api", **changes: Any) -> Resource:
    return run(lambda: TargetGroup(name, TargetGroupArgs(vpc_id=VPC, **changes))).one(GROUP)


def test_the_defaults_are_the_articles_numbers() -> None:
    group = build().inputs

    assert (group["targetType"], group["protocol"], group["port"]) == ("ip", "HTTP", 8080)
    assert group["vpcId"] == VPC
    assert group["deregistrationDelay"] == 30
    assert group["healthCheck"] == {
        "enabled": True,
        "protocol": "HTTP",
        "port": "traffic-port",
        "path": "/health",
        "matcher": "200",
        "healthyThreshold": 2,
        "unhealthyThreshold": 3,
        "interval": 15,
        "timeout": 5,
    }


def test_requests_are_spread_evenly_and_bind_no_client_to_a_task() -> None:
    group = build().inputs

    assert group["loadBalancingAlgorithmType"] == "round_robin"
    assert group["slowStart"] == 0
    assert group["stickiness"] == {"enabled": False, "type": "lb_cookie"}
    assert group["protocolVersion"] == "HTTP1"


def test_grpc_is_checked_by_its_own_health_service() -> None:
    group = build(protocol_version=ProtocolVersion.GRPC).inputs

    assert group["protocolVersion"] == "GRPC"
    assert group["healthCheck"]["path"] == "/grpc.health.v1.Health/Check"
    assert group["healthCheck"]["matcher"] == "0"


def test_path_and_codes_of_the_check_can_be_given() -> None:
    check = build(protocol_version=ProtocolVersion.HTTP2, health_path="/ready", health_codes="200-204").inputs[
        "healthCheck"
    ]

    assert (check["path"], check["matcher"]) == ("/ready", "200-204")


def test_slow_start_and_least_outstanding_requests_each_reach_aws() -> None:
    assert build(slow_start_seconds=30).inputs["slowStart"] == 30
    by_load = build(algorithm=BalancingAlgorithm.LEAST_OUTSTANDING_REQUESTS).inputs
    assert by_load["loadBalancingAlgorithmType"] == "least_outstanding_requests"


def test_a_failing_task_gets_less_only_if_asked_for() -> None:
    watched = build(algorithm=BalancingAlgorithm.WEIGHTED_RANDOM, anomaly_mitigation=True).inputs

    assert watched["loadBalancingAlgorithmType"] == "weighted_random"
    assert watched["loadBalancingAnomalyMitigation"] == "on"
    assert "loadBalancingAnomalyMitigation" not in build().inputs


def test_the_physical_name_is_made_anew_so_that_a_replacement_can_stand_beside_the_old_group() -> None:
    longest = "main-api-" + "x" * 15

    assert build(longest).inputs["name"].startswith(longest + "-")
    assert len(build(longest).inputs["name"]) == 32


def test_a_deployment_hands_out_what_others_refer_to() -> None:
    def program() -> None:
        group = TargetGroup("main-api", TargetGroupArgs(vpc_id=VPC))
        pulumi.export("all", [group.arn, group.arn_suffix, group.name])

    arn, suffix, name = run(program, preview=False).exports["all"]

    assert arn.endswith(f":{suffix}")
    assert suffix.startswith(f"targetgroup/{name}/")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"port": 0}, "port is 0: choose 1 to 65535"),
        ({"healthy_threshold": 1}, "healthy_threshold is 1: choose 2 to 10"),
        ({"unhealthy_threshold": 11}, "unhealthy_threshold is 11: choose 2 to 10"),
        ({"health_interval_seconds": 4}, "choose 5 to 300"),
        ({"health_timeout_seconds": 1}, "choose 2 to 120"),
        ({"deregistration_delay_seconds": 3601}, "choose 0 to 3600"),
        ({"health_timeout_seconds": 15}, "less than the interval"),
        ({"slow_start_seconds": 29}, r"choose 0 \(off\) or 30 to 900"),
        ({"slow_start_seconds": 901}, r"choose 0 \(off\) or 30 to 900"),
        (
            {"slow_start_seconds": 60, "algorithm": BalancingAlgorithm.LEAST_OUTSTANDING_REQUESTS},
            "no slow start with least outstanding requests",
        ),
        (
            {"slow_start_seconds": 60, "algorithm": BalancingAlgorithm.WEIGHTED_RANDOM},
            "no slow start with weighted random",
        ),
        ({"anomaly_mitigation": True}, "choose WEIGHTED_RANDOM"),
        ({"health_path": "health"}, "start it with a slash"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        TargetGroupArgs(vpc_id=VPC, **change)

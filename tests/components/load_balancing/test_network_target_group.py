"""The target group behind a network load balancer: what is asked, and what happens to connections."""

from typing import Any

import pulumi
import pytest

from components.load_balancing import NetworkProtocol, NetworkTargetGroup, NetworkTargetGroupArgs
from offline.recorder import Resource, run

VPC = "vpc-0123456789abcdef0"
UDP = {"protocol": NetworkProtocol.UDP, "health_port": 8081}


def build(**changes: Any) -> Resource:
    return run(lambda: NetworkTargetGroup("main-feed", NetworkTargetGroupArgs(vpc_id=VPC, **changes))).one(
        "aws:lb/targetGroup:TargetGroup"
    )


def test_a_task_is_healthy_if_it_takes_connections_on_its_port() -> None:
    group = build().inputs

    assert (group["targetType"], group["protocol"], group["port"], group["vpcId"]) == ("ip", "TCP", 8080, VPC)
    assert group["healthCheck"] == {
        "enabled": True,
        "protocol": "TCP",
        "port": "traffic-port",
        "healthyThreshold": 2,
        "unhealthyThreshold": 3,
        "interval": 15,
        "timeout": 5,
    }


def test_a_task_can_be_asked_for_a_path_on_another_port() -> None:
    check = build(health_path="/health", health_port=8081, health_codes="200-204").inputs["healthCheck"]

    assert (check["protocol"], check["port"], check["path"], check["matcher"]) == ("HTTP", "8081", "/health", "200-204")


def test_leaving_tasks_keep_their_connections_for_a_while_and_lose_them_then() -> None:
    assert (build().inputs["deregistrationDelay"], build().inputs["connectionTermination"]) == (30, True)
    given = build(deregistration_delay_seconds=120, terminate_connections=False).inputs
    assert (given["deregistrationDelay"], given["connectionTermination"]) == (120, False)


def test_tasks_learn_who_the_client_is_on_demand() -> None:
    assert (build().inputs["preserveClientIp"], build().inputs["proxyProtocolV2"]) == ("false", False)
    given = build(preserve_client_ip=True, proxy_protocol=True).inputs
    assert (given["preserveClientIp"], given["proxyProtocolV2"]) == ("true", True)


def test_udp_is_checked_by_tcp_and_always_shows_the_client() -> None:
    group = build(**UDP).inputs

    assert (group["protocol"], group["healthCheck"]["protocol"], group["healthCheck"]["port"]) == ("UDP", "TCP", "8081")
    assert "preserveClientIp" not in group


def test_a_deployment_hands_out_what_others_refer_to() -> None:
    def program() -> None:
        group = NetworkTargetGroup("main-feed", NetworkTargetGroupArgs(vpc_id=VPC, protocol=NetworkProtocol.TLS))
        assert group.protocol is NetworkProtocol.TLS
        pulumi.export("all", [group.arn, group.arn_suffix, group.name])

    arn, suffix, name = run(program, preview=False).exports["all"]

    assert arn.endswith(f":{suffix}")
    assert suffix.startswith(f"targetgroup/{name}/")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"port": 0}, "port is 0: choose 1 to 65535"),
        ({"healthy_threshold": 1}, "healthy_threshold is 1: choose 2 to 10"),
        ({"health_interval_seconds": 4}, "choose 5 to 300"),
        ({"health_timeout_seconds": 15}, "less than the interval"),
        ({"health_path": "health"}, "start it with a slash"),
        ({"health_port": 70000}, "health_port is 70000: choose 1 to 65535"),
        ({"protocol": NetworkProtocol.UDP}, "health checks do not speak UDP"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        NetworkTargetGroupArgs(vpc_id=VPC, **change)

"""The load balancer: who may reach it, what it answers by itself, how it hardens requests."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from components.load_balancing import (
    AccessLogsArgs,
    IngressSource,
    LoadBalancer,
    LoadBalancerArgs,
    TargetGroup,
    TargetGroupArgs,
    request_count_label,
)
from offline.aws import invokes
from offline.recorder import Graph, run

VPC = "vpc-0123456789abcdef0"
SUBNETS = {"us-east-1a": "subnet-0aaaaaaaaaaaaaa00", "us-east-1b": "subnet-0aaaaaaaaaaaaaa01"}
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
LISTENER = "aws:lb/listener:Listener"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
GROUP = "aws:ec2/securityGroup:SecurityGroup"


def arguments(**changes: Any) -> dict[str, Any]:
    given = {"vpc_id": VPC, "subnet_ids": SUBNETS, "certificate_arn": CERTIFICATE, "ingress": IngressSource.CLOUDFRONT}
    return given | changes


def build(then: Callable[[LoadBalancer], None] = lambda made: None, *, preview: bool = True, **changes: Any) -> Graph:
    return run(lambda: then(LoadBalancer("main-lb", LoadBalancerArgs(**arguments(**changes)))), preview=preview)


def test_it_stands_in_every_zone_it_is_given() -> None:
    balancer = build().one(BALANCER).inputs

    assert balancer["loadBalancerType"] == "application"
    assert balancer["subnets"] == list(SUBNETS.values())
    assert balancer["internal"] is False


def test_requests_are_hardened_before_a_task_sees_them() -> None:
    balancer = build().one(BALANCER).inputs

    assert balancer["dropInvalidHeaderFields"] is True
    assert balancer["desyncMitigationMode"] == "defensive"
    assert balancer["xffHeaderProcessingMode"] == "append"
    assert balancer["enableHttp2"] is True


def test_a_sick_zone_can_be_shifted_away_from() -> None:
    assert build().one(BALANCER).inputs["enableZonalShift"] is True


@pytest.mark.parametrize("protected", [True, False])
def test_deletion_protection_follows_its_argument(protected: bool) -> None:
    assert build(deletion_protection=protected).one(BALANCER).inputs["enableDeletionProtection"] is protected


def test_timeouts_reach_aws() -> None:
    default, given = build().one(BALANCER), build(idle_timeout_seconds=75, client_keep_alive_seconds=600).one(BALANCER)

    assert (default.inputs["idleTimeout"], default.inputs["clientKeepAlive"]) == (60, 3600)
    assert (given.inputs["idleTimeout"], given.inputs["clientKeepAlive"]) == (75, 600)


def test_capacity_is_reserved_only_on_demand() -> None:
    assert "minimumLoadBalancerCapacity" not in build().one(BALANCER).inputs
    assert build(reserved_capacity_units=500).one(BALANCER).inputs["minimumLoadBalancerCapacity"] == {
        "capacityUnits": 500
    }


def test_access_logs_go_where_they_are_sent() -> None:
    logs = AccessLogsArgs(bucket="shop-logs", prefix="alb")

    assert build(access_logs=logs).one(BALANCER).inputs["accessLogs"] == {
        "enabled": True,
        "bucket": "shop-logs",
        "prefix": "alb",
    }
    assert "accessLogs" not in build().one(BALANCER).inputs


def test_it_has_a_security_group_of_its_own() -> None:
    graph = build()
    group = graph.one(GROUP)

    assert group.inputs["vpcId"] == VPC
    assert graph.one(BALANCER).property_dependencies["securityGroups"] == {group.urn}


def test_https_is_tls_1_3_or_strict_1_2_with_the_given_certificate() -> None:
    https = build().one(LISTENER, "main-lb-https").inputs

    assert (https["port"], https["protocol"]) == (443, "HTTPS")
    assert https["sslPolicy"] == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    assert https["certificateArn"] == CERTIFICATE


def test_what_no_route_takes_is_answered_404_without_a_body() -> None:
    https = build().one(LISTENER, "main-lb-https").inputs

    [action] = https["defaultActions"]
    assert action == {"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "404"}}
    assert https["routingHttpResponseServerEnabled"] is False


def opened(graph: Graph) -> set[tuple[int, str]]:
    """Port and source of every ingress rule, all of which are for the load balancer's group."""
    rules = [r.inputs for r in graph.of_type(INGRESS)]
    assert all(r.property_dependencies["securityGroupId"] == {graph.one(GROUP).urn} for r in graph.of_type(INGRESS))
    assert all(r["fromPort"] == r["toPort"] for r in rules)
    return {(r["fromPort"], r.get("prefixListId") or r.get("cidrIpv4") or r["cidrIpv6"]) for r in rules}


def test_behind_cloudfront_only_its_addresses_may_come_and_only_by_https() -> None:
    graph = build(ingress=IngressSource.CLOUDFRONT)

    [(port, source)] = opened(graph)
    assert port == 443
    assert source.startswith("pl-")
    assert [r.name for r in graph.of_type(LISTENER)] == ["main-lb-https"]


def test_the_prefix_list_is_cloudfronts_origin_facing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answer = invokes.ANSWERS["getManagedPrefixList"]

    def listen(args: Any, place: Any) -> Any:
        asked.append(args["name"])
        return answer(args, place)

    monkeypatch.setitem(invokes.ANSWERS, "getManagedPrefixList", listen)
    build(ingress=IngressSource.CLOUDFRONT)

    assert asked == ["com.amazonaws.global.cloudfront.origin-facing"]


def test_as_the_entry_for_browsers_it_is_open_and_redirects_http() -> None:
    graph = build(ingress=IngressSource.INTERNET)

    assert opened(graph) == {(443, "0.0.0.0/0"), (443, "::/0"), (80, "0.0.0.0/0"), (80, "::/0")}
    http = graph.one(LISTENER, "main-lb-http").inputs
    assert (http["port"], http["protocol"]) == (80, "HTTP")
    assert http["defaultActions"] == [
        {"type": "redirect", "redirect": {"port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"}}
    ]


def test_without_ingress_it_is_shut_until_a_peer_is_connected() -> None:
    graph = build(ingress=IngressSource.NONE, internal=True)

    assert opened(graph) == set()
    assert graph.one(BALANCER).inputs["internal"] is True


def test_cloudfront_may_reach_an_internal_one_as_a_vpc_origin() -> None:
    assert len(opened(build(ingress=IngressSource.CLOUDFRONT, internal=True))) == 1


def test_a_deployment_hands_out_what_others_refer_to() -> None:
    def show(balancer: LoadBalancer) -> None:
        group = TargetGroup("main-api", TargetGroupArgs(vpc_id=VPC))
        pulumi.export("label", request_count_label(balancer, group))
        pulumi.export("group", group.arn_suffix)
        pulumi.export("arns", [balancer.arn, balancer.arn_suffix, balancer.https_listener_arn])
        pulumi.export("alias", [balancer.dns_name, balancer.zone_id])
        pulumi.export("security_group", balancer.security_group.id)

    exports = build(show, preview=False).exports

    arn, suffix, listener = exports["arns"]
    assert arn.endswith(f"loadbalancer/{suffix}")
    assert ":listener/app/" in listener
    assert exports["label"] == f"{suffix}/{exports['group']}"
    assert exports["label"].startswith("app/main-lb-")
    assert exports["alias"][0].endswith(".elb.amazonaws.com")
    assert exports["security_group"].startswith("sg-")


def test_every_child_is_named_by_the_load_balancer() -> None:
    names = {r.name for r in build(ingress=IngressSource.INTERNET).resources.values() if r.parent}

    assert all(name == "main-lb" or name.startswith("main-lb-") for name in names)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"subnet_ids": {"us-east-1a": "subnet-0aaaaaaaaaaaaaa00"}}, "subnets in two zones"),
        ({"internal": True, "ingress": IngressSource.INTERNET}, "cannot reach an internal load balancer"),
        ({"retiring_origin_secret": "0123456789abcdef"}, "retiring_origin_secret goes with origin_secret"),
        ({"origin_header": "X Origin"}, "origin header 'X Origin' cannot be used"),
        ({"origin_header": "Host"}, "origin header 'Host' cannot be used"),
        ({"idle_timeout_seconds": 0}, "choose 1 to 4000"),
        ({"idle_timeout_seconds": 4001}, "choose 1 to 4000"),
        ({"client_keep_alive_seconds": 59}, "choose 60 to 604800"),
        ({"reserved_capacity_units": 0}, "must be positive"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        LoadBalancerArgs(**arguments(**change))

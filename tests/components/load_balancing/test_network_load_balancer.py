"""The network load balancer: fixed addresses, who may reach it, and which port leads where."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from components.load_balancing import (
    AccessLogsArgs,
    AlpnPolicy,
    IngressSource,
    NetworkListenerArgs,
    NetworkLoadBalancer,
    NetworkLoadBalancerArgs,
    NetworkProtocol,
    NetworkTargetGroup,
    NetworkTargetGroupArgs,
)
from offline.recorder import Graph, Resource, run

VPC = "vpc-0123456789abcdef0"
SUBNETS = {"us-east-1a": "subnet-0aaaaaaaaaaaaaa00", "us-east-1c": "subnet-0aaaaaaaaaaaaaa01"}
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
LISTENER = "aws:lb/listener:Listener"
ADDRESS = "aws:ec2/eip:Eip"
GROUP = "aws:lb/targetGroup:TargetGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
TLS = {"protocol": NetworkProtocol.TLS, "certificate_arn": CERTIFICATE}
UDP = {"protocol": NetworkProtocol.UDP}


def arguments(**changes: Any) -> dict[str, Any]:
    return {"vpc_id": VPC, "subnet_ids": SUBNETS, "ingress": IngressSource.INTERNET} | changes


def build(
    then: Callable[[NetworkLoadBalancer], Any] = lambda made: None, *, preview: bool = True, **changes: Any
) -> Graph:
    given = NetworkLoadBalancerArgs(**arguments(**changes))
    return run(lambda: then(NetworkLoadBalancer("main-nlb", given)), preview=preview)


def group(protocol: NetworkProtocol = NetworkProtocol.TCP, name: str = "main-feed") -> NetworkTargetGroup:
    port = 8081 if protocol is NetworkProtocol.UDP else None
    return NetworkTargetGroup(name, NetworkTargetGroupArgs(vpc_id=VPC, protocol=protocol, health_port=port))


def listening(
    *, preview: bool = True, group_protocol: NetworkProtocol = NetworkProtocol.TCP, port: int = 443, **changes: Any
) -> Graph:
    """A load balancer with one listener."""
    own = {name: changes.pop(name) for name in ("ingress", "internal") if name in changes}

    def then(made: NetworkLoadBalancer) -> None:
        made.listen("feed", NetworkListenerArgs(port=port, target_group=group(group_protocol), **changes))

    return build(then, preview=preview, **own)


def listener(**changes: Any) -> Resource:
    return listening(**changes).one(LISTENER)


def opened(graph: Graph) -> set[tuple[str, int, str]]:
    rules = [r.inputs for r in graph.of_type(INGRESS)]
    return {
        (r["ipProtocol"], r["fromPort"], r.get("prefixListId") or r.get("cidrIpv4") or r["cidrIpv6"]) for r in rules
    }


def test_each_zone_has_an_address_that_stays() -> None:
    graph = build(preview=False)

    addresses = {zone: graph.one(ADDRESS, f"main-nlb-{zone[-1]}").outputs["allocationId"] for zone in SUBNETS}
    assert graph.one(BALANCER).inputs["subnetMappings"] == [
        {"subnetId": subnet, "allocationId": addresses[zone]} for zone, subnet in SUBNETS.items()
    ]
    assert graph.one(BALANCER).inputs["loadBalancerType"] == "network"
    assert graph.one(BALANCER).inputs["internal"] is False


@pytest.mark.parametrize("protected", [True, False])
def test_load_balancer_and_addresses_are_protected_as_asked(protected: bool) -> None:
    graph = build(deletion_protection=protected)

    assert graph.one(BALANCER).inputs["enableDeletionProtection"] is protected
    assert [address.request.protect for address in graph.of_type(ADDRESS)] == [protected, protected]


def test_an_internal_one_has_no_public_address() -> None:
    graph = build(internal=True, ingress=IngressSource.NONE)

    assert not graph.of_type(ADDRESS)
    assert graph.one(BALANCER).inputs["subnetMappings"] == [{"subnetId": subnet} for subnet in SUBNETS.values()]


def test_every_address_leads_to_tasks_of_every_zone_unless_told_otherwise() -> None:
    assert build().one(BALANCER).inputs["enableCrossZoneLoadBalancing"] is True
    assert build(cross_zone=False).one(BALANCER).inputs["enableCrossZoneLoadBalancing"] is False


def test_a_sick_zone_can_be_shifted_away_from() -> None:
    assert build().one(BALANCER).inputs["enableZonalShift"] is True


def test_it_has_a_security_group_from_the_start() -> None:
    graph = build()

    own = graph.one("aws:ec2/securityGroup:SecurityGroup")
    assert graph.one(BALANCER).property_dependencies["securityGroups"] == {own.urn}


def test_access_logs_go_where_they_are_sent() -> None:
    logs = AccessLogsArgs(bucket="shop-logs", prefix="nlb")

    assert build(access_logs=logs).one(BALANCER).inputs["accessLogs"] == {
        "enabled": True,
        "bucket": "shop-logs",
        "prefix": "nlb",
    }
    assert "accessLogs" not in build().one(BALANCER).inputs


def test_a_port_leads_to_a_target_group() -> None:
    graph = listening(preview=False, port=5000, idle_timeout_seconds=600)

    made = graph.one(LISTENER, "main-nlb-feed").inputs
    assert (made["port"], made["protocol"], made["tcpIdleTimeoutSeconds"]) == (5000, "TCP", 600)
    assert made["defaultActions"] == [{"type": "forward", "targetGroupArn": graph.one(GROUP).outputs["arn"]}]
    assert made["loadBalancerArn"] == graph.one(BALANCER).outputs["arn"]
    assert "sslPolicy" not in made


def test_tls_is_ended_with_a_strict_policy() -> None:
    made = listener(**TLS, alpn=AlpnPolicy.HTTP2_PREFERRED).inputs

    assert (made["protocol"], made["certificateArn"]) == ("TLS", CERTIFICATE)
    assert made["sslPolicy"] == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    assert made["alpnPolicy"] == "HTTP2Preferred"


def test_tls_can_go_on_behind_it() -> None:
    assert listening(**TLS, group_protocol=NetworkProtocol.TLS).one(GROUP).inputs["protocol"] == "TLS"


def test_a_listener_with_two_groups_is_left_to_ecs() -> None:
    def then(made: NetworkLoadBalancer) -> None:
        alternate = group(name="main-feed-alternate")
        made.listen("feed", NetworkListenerArgs(port=443, target_group=group(), alternate_group=alternate))

    graph = build(then, preview=False)
    [action] = graph.one(LISTENER).inputs["defaultActions"]
    assert action["forward"]["targetGroups"] == [
        {"arn": graph.one(GROUP, "main-feed").outputs["arn"], "weight": 100},
        {"arn": graph.one(GROUP, "main-feed-alternate").outputs["arn"], "weight": 0},
    ]
    assert list(graph.one(LISTENER).request.ignoreChanges) == ["defaultActions"]
    assert not list(listener().request.ignoreChanges)


def test_the_internet_reaches_the_ports_that_are_listened_to_and_no_other() -> None:
    assert opened(build()) == set()
    assert opened(listening(port=5000)) == {("tcp", 5000, "0.0.0.0/0"), ("tcp", 5000, "::/0")}


def test_a_udp_port_is_opened_for_udp() -> None:
    assert opened(listening(**UDP, group_protocol=NetworkProtocol.UDP)) == {("udp", 443, "0.0.0.0/0")}


def test_with_cloudfront_in_front_nobody_else_may_come() -> None:
    [(transport, port, source)] = opened(listening(ingress=IngressSource.CLOUDFRONT, internal=True))

    assert (transport, port) == ("tcp", 443)
    assert source.startswith("pl-")


@pytest.mark.parametrize("kind", [{}, UDP])
def test_without_ingress_it_is_shut_until_a_peer_is_connected(kind: dict[str, Any]) -> None:
    protocol = kind.get("protocol", NetworkProtocol.TCP)
    assert opened(listening(ingress=IngressSource.NONE, group_protocol=protocol, **kind)) == set()


def test_a_deployment_hands_out_what_others_refer_to() -> None:
    def show(balancer: NetworkLoadBalancer) -> None:
        pulumi.export("arns", [balancer.arn, balancer.arn_suffix])
        pulumi.export("alias", [balancer.dns_name, balancer.zone_id])
        pulumi.export("addresses", balancer.addresses)
        pulumi.export("security_group", balancer.security_group.id)

    graph = build(show, preview=False)

    arn, suffix = graph.exports["arns"]
    assert arn.endswith(f"loadbalancer/{suffix}")
    assert suffix.split("/")[1].startswith("main-nlb-")
    assert graph.exports["addresses"] == {
        zone: graph.one(ADDRESS, f"main-nlb-{zone[-1]}").outputs["publicIp"] for zone in SUBNETS
    }
    assert graph.exports["security_group"].startswith("sg-")


def test_every_child_is_named_by_the_load_balancer() -> None:
    names = {r.name for r in build().resources.values() if r.parent}

    assert all(name == "main-nlb" or name.startswith("main-nlb-") for name in names)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"subnet_ids": {"us-east-1a": "subnet-0aaaaaaaaaaaaaa00"}}, "subnets in two zones"),
        ({"internal": True}, "cannot reach an internal load balancer"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        NetworkLoadBalancerArgs(**arguments(**change))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"port": 0}, "port is 0: choose 1 to 65535"),
        ({"protocol": NetworkProtocol.TLS}, "a TLS listener needs a certificate_arn"),
        ({"certificate_arn": CERTIFICATE}, "no other takes one"),
        ({"alpn": AlpnPolicy.HTTP1_ONLY}, "leave alpn out, or make it a TLS listener"),
        ({"idle_timeout_seconds": 59}, "choose 60 to 6000"),
        ({**TLS, "idle_timeout_seconds": 600}, "leave idle_timeout_seconds out"),
        ({"group_protocol": NetworkProtocol.TLS}, "a TCP listener cannot lead to a TLS target group: make it TCP"),
        ({**TLS, "group_protocol": NetworkProtocol.UDP}, "make it TCP or TLS"),
        (
            {**UDP, "group_protocol": NetworkProtocol.UDP, "ingress": IngressSource.CLOUDFRONT},
            "CloudFront cannot reach UDP port 443 of main-nlb",
        ),
    ],
)
def test_a_listener_that_cannot_work_is_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        listening(**change)


def test_one_group_twice_is_refused() -> None:
    def then(_: NetworkLoadBalancer) -> None:
        only = group()
        NetworkListenerArgs(port=443, target_group=only, alternate_group=only)

    with pytest.raises(ValueError, match="the alternate group is the target group itself"):
        build(then)


def test_a_port_is_listened_to_once_for_tcp_and_once_for_udp() -> None:
    def different(made: NetworkLoadBalancer) -> None:
        made.listen("feed", NetworkListenerArgs(port=443, target_group=group()))
        udp = group(NetworkProtocol.UDP, "main-quic")
        made.listen("quic", NetworkListenerArgs(port=443, target_group=udp, protocol=NetworkProtocol.UDP))

    def same(made: NetworkLoadBalancer) -> None:
        target = group()
        made.listen("feed", NetworkListenerArgs(port=443, target_group=target))
        made.listen("other", NetworkListenerArgs(port=443, target_group=target))

    assert len(build(different).of_type(LISTENER)) == 2
    with pytest.raises(ValueError, match="the listeners feed and other of main-nlb have both TCP port 443"):
        build(same)

"""The network: what reaches AWS, what is connected to what, and which arguments are refused."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.naming import Location
from components.network import FlowLogTraffic, GatewayEndpoint, NatStrategy, Network, NetworkArgs, NetworkView
from offline.recorder import Graph, Resource, run

US_EAST_1 = Location(region="us-east-1", account_id="123456789012")
ZONES = ("us-east-1a", "us-east-1b", "us-east-1c")
TO_START = ("ecr.api", "ecr.dkr", "logs")

SUBNET = "aws:ec2/subnet:Subnet"
TABLE = "aws:ec2/routeTable:RouteTable"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
ROUTE = "aws:ec2/route:Route"
NAT = "aws:ec2/natGateway:NatGateway"
ADDRESS = "aws:ec2/eip:Eip"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway"


@cache  # a network is some seventy resources; the tests only read the graph
def build(
    then: Callable[[Network], None] = lambda _: None,
    *,
    preview: bool = True,
    zones: tuple[str, ...] = ZONES,
    nat: NatStrategy = NatStrategy.PER_ZONE,
    interface_endpoints: tuple[str, ...] = (),
    deletion_protection: bool = True,
) -> Graph:
    def program() -> None:
        args = NetworkArgs(
            location=US_EAST_1,
            cidr_block="10.0.0.0/16",
            zones=zones,
            nat=nat,
            interface_endpoints=interface_endpoints,
            flow_log_retention_days=14,
            deletion_protection=deletion_protection,
        )
        then(Network("main-net", args))

    return run(program, preview=preview)


def linked(graph: Graph, resource: Resource, prop: str) -> set[tuple[str, str]]:
    """Type and name of the resources whose outputs went into a property."""
    found = (graph.resources[urn] for urn in resource.property_dependencies.get(prop, ()))
    return {(r.type, r.name) for r in found}


def test_the_vpc_resolves_names_so_that_endpoints_can_be_found_by_them() -> None:
    vpc = build().one("aws:ec2/vpc:Vpc")

    assert vpc.inputs["cidrBlock"] == "10.0.0.0/16"
    assert vpc.inputs["enableDnsSupport"] is True
    assert vpc.inputs["enableDnsHostnames"] is True
    assert vpc.inputs["tags"] == {"Name": "main-net"}


def test_a_vpc_that_is_protected_is_neither_deleted_nor_replaced() -> None:
    kept, passing = build(), build(deletion_protection=False)
    assert [graph.one("aws:ec2/vpc:Vpc").request.protect for graph in (kept, passing)] == [True, False]


def test_the_default_security_group_is_emptied() -> None:
    graph = build()
    group = graph.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")

    assert group.inputs["ingress"] == []
    assert group.inputs["egress"] == []
    assert linked(graph, group, "vpcId") == {("aws:ec2/vpc:Vpc", "main-net-vpc")}


def test_each_zone_has_a_subnet_of_each_tier_at_its_planned_place() -> None:
    subnets = build().of_type(SUBNET)

    assert {s.name: (s.inputs["availabilityZone"], s.inputs["cidrBlock"]) for s in subnets} == {
        "main-net-private-a": ("us-east-1a", "10.0.0.0/20"),
        "main-net-private-b": ("us-east-1b", "10.0.16.0/20"),
        "main-net-private-c": ("us-east-1c", "10.0.32.0/20"),
        "main-net-public-a": ("us-east-1a", "10.0.128.0/22"),
        "main-net-public-b": ("us-east-1b", "10.0.132.0/22"),
        "main-net-public-c": ("us-east-1c", "10.0.136.0/22"),
        "main-net-data-a": ("us-east-1a", "10.0.160.0/22"),
        "main-net-data-b": ("us-east-1b", "10.0.164.0/22"),
        "main-net-data-c": ("us-east-1c", "10.0.168.0/22"),
    }


def test_no_subnet_gives_out_public_addresses() -> None:
    assert {s.inputs["mapPublicIpOnLaunch"] for s in build().of_type(SUBNET)} == {False}


def test_each_subnet_is_associated_with_the_table_of_its_tier() -> None:
    graph = build()

    tables = {name for a in graph.of_type(ASSOCIATION) for _, name in linked(graph, a, "routeTableId")}
    assert tables == {"main-net-public-shared", "main-net-data-shared", *(f"main-net-private-{z}" for z in "abc")}
    for association in graph.of_type(ASSOCIATION):
        assert linked(graph, association, "subnetId") == {(SUBNET, association.name)}
        tier, letter = association.name.removeprefix("main-net-").split("-")
        own = f"main-net-private-{letter}" if tier == "private" else f"main-net-{tier}-shared"
        assert linked(graph, association, "routeTableId") == {(TABLE, own)}


def test_public_subnets_reach_the_internet_and_data_subnets_nothing() -> None:
    graph = build()
    routes = {name: r for r in graph.of_type(ROUTE) for _, name in linked(graph, r, "routeTableId")}

    public = routes["main-net-public-shared"]
    assert public.inputs["destinationCidrBlock"] == "0.0.0.0/0"
    assert linked(graph, public, "gatewayId") == {(INTERNET_GATEWAY, "main-net-internet")}
    assert "main-net-data-shared" not in routes


def routes_to_nat(graph: Graph) -> dict[str, str]:
    """Private route table -> NAT gateway that its default route leads to."""
    found = {}
    for route in graph.of_type(ROUTE):
        for _, gateway in linked(graph, route, "natGatewayId"):
            assert route.inputs["destinationCidrBlock"] == "0.0.0.0/0"
            [(_, table)] = linked(graph, route, "routeTableId")
            found[table] = gateway
    return found


def test_with_nat_per_zone_each_zone_leaves_through_its_own_gateway() -> None:
    graph = build(nat=NatStrategy.PER_ZONE)

    assert routes_to_nat(graph) == {f"main-net-private-{z}": f"main-net-nat-{z}" for z in "abc"}
    for gateway in graph.of_type(NAT):
        letter = gateway.name[-1]
        assert linked(graph, gateway, "subnetId") == {(SUBNET, f"main-net-public-{letter}")}
        assert linked(graph, gateway, "allocationId") == {(ADDRESS, gateway.name)}


def test_with_a_single_nat_every_zone_leaves_through_the_first_zone() -> None:
    graph = build(nat=NatStrategy.SINGLE)

    assert routes_to_nat(graph) == {f"main-net-private-{z}": "main-net-nat-a" for z in "abc"}
    assert [a.name for a in graph.of_type(ADDRESS)] == ["main-net-nat-a"]
    assert graph.one(ADDRESS).inputs["domain"] == "vpc"


def test_the_single_nat_stays_where_it_is_when_a_zone_is_appended() -> None:
    before = build(nat=NatStrategy.SINGLE, zones=("us-east-1c", "us-east-1b"))
    after = build(nat=NatStrategy.SINGLE, zones=("us-east-1c", "us-east-1b", "us-east-1a"))

    assert [g.name for g in before.of_type(NAT)] == [g.name for g in after.of_type(NAT)] == ["main-net-nat-c"]


def test_without_nat_there_is_no_way_out() -> None:
    graph = build(nat=NatStrategy.NONE, interface_endpoints=TO_START)

    assert graph.of_type(NAT) == graph.of_type(ADDRESS) == []
    assert routes_to_nat(graph) == {}


def test_gateways_and_addresses_wait_for_the_internet_gateway() -> None:
    graph = build()
    internet = graph.one(INTERNET_GATEWAY).urn

    assert all(internet in r.dependencies for r in (*graph.of_type(NAT), *graph.of_type(ADDRESS)))


@pytest.mark.parametrize("nat", [NatStrategy.SINGLE, NatStrategy.PER_ZONE])
def test_adding_a_zone_changes_no_resource_of_the_others(nat: NatStrategy) -> None:
    before, after = build(nat=nat, zones=ZONES[:2]), build(nat=nat, zones=ZONES)

    shared_by_all = {ENDPOINT}  # gains an address or a route in the new zone
    for urn, resource in before.resources.items():
        assert urn in after.resources
        if resource.type not in shared_by_all:
            assert after.resources[urn].inputs == resource.inputs
            assert after.resources[urn].property_dependencies == resource.property_dependencies


def test_gateway_endpoints_are_routes_of_private_and_data_subnets() -> None:
    graph = build()
    gateways = {e.inputs["serviceName"]: e for e in graph.of_type(ENDPOINT)}

    assert set(gateways) == {"com.amazonaws.us-east-1.s3", "com.amazonaws.us-east-1.dynamodb"}
    for endpoint in gateways.values():
        assert endpoint.inputs["vpcEndpointType"] == "Gateway"
        assert linked(graph, endpoint, "routeTableIds") == {
            (TABLE, "main-net-data-shared"),
            *((TABLE, f"main-net-private-{z}") for z in "abc"),
        }


def test_interface_endpoints_answer_under_the_usual_names_in_every_private_subnet() -> None:
    graph = build(interface_endpoints=("ecr.api", "sqs"))
    interfaces = [e for e in graph.of_type(ENDPOINT) if e.inputs["vpcEndpointType"] == "Interface"]

    assert [e.inputs["serviceName"] for e in interfaces] == [
        "com.amazonaws.us-east-1.ecr.api",
        "com.amazonaws.us-east-1.sqs",
    ]
    for endpoint in interfaces:
        assert endpoint.inputs["privateDnsEnabled"] is True
        assert linked(graph, endpoint, "subnetIds") == {(SUBNET, f"main-net-private-{z}") for z in "abc"}
        assert linked(graph, endpoint, "securityGroupIds") == {
            ("aws:ec2/securityGroup:SecurityGroup", "main-net-endpoints-group")
        }


def test_interface_endpoints_are_open_to_the_vpc_on_https_only() -> None:
    graph = build(interface_endpoints=("sqs",))
    rule = graph.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")

    assert (rule.inputs["cidrIpv4"], rule.inputs["fromPort"], rule.inputs["toPort"]) == ("10.0.0.0/16", 443, 443)
    assert linked(graph, rule, "securityGroupId") == {
        ("aws:ec2/securityGroup:SecurityGroup", "main-net-endpoints-group")
    }


def test_flow_logs_go_to_a_log_group_with_retention() -> None:
    graph = build()
    group, flow_log = graph.one("aws:cloudwatch/logGroup:LogGroup"), graph.one("aws:ec2/flowLog:FlowLog")

    assert group.inputs["retentionInDays"] == 14
    assert flow_log.inputs["trafficType"] == FlowLogTraffic.ALL.value
    assert flow_log.inputs["logDestinationType"] == "cloud-watch-logs"
    assert flow_log.inputs["logDestination"] == f"arn:aws:logs:us-east-1:123456789012:log-group:{group.inputs['name']}"
    assert flow_log.inputs["maxAggregationInterval"] == 600
    assert linked(graph, flow_log, "vpcId") == {("aws:ec2/vpc:Vpc", "main-net-vpc")}
    assert linked(graph, flow_log, "iamRoleArn") == {("aws:iam/role:Role", "main-net-flow-logs-role")}
    assert graph.one("aws:iam/rolePolicy:RolePolicy").urn in flow_log.dependencies


def test_the_flow_log_role_may_write_to_its_log_group_and_to_nothing_else() -> None:
    graph = build()  # at preview, where the policy pack has to read it
    group = graph.one("aws:cloudwatch/logGroup:LogGroup").inputs["name"]
    [statement] = json.loads(graph.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"])["Statement"]
    [trust] = json.loads(graph.one("aws:iam/role:Role").inputs["assumeRolePolicy"])["Statement"]

    arn = f"arn:aws:logs:us-east-1:123456789012:log-group:{group}"
    assert statement["Effect"] == "Allow"
    assert statement["Resource"] == [arn, f"{arn}:*"]
    assert set(statement["Action"]) == {
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
    }
    assert trust["Principal"] == {"Service": "vpc-flow-logs.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}


def use(network: NetworkView) -> None:
    """A consumer of each tier, which reads the network as every other tier does."""
    for tier, ids in (
        ("public", network.public_subnets),
        ("private", network.private_subnets),
        ("data", network.data_subnets),
    ):
        aws.rds.SubnetGroup(tier, subnet_ids=ids)
    by_zone = {zone: network.private_subnet_ids[zone] for zone in network.zones}
    pulumi.export("private", by_zone)
    pulumi.export("vpc", network.vpc_id)
    pulumi.export("range", network.cidr_block)


def consumers(graph: Graph) -> dict[str, set[tuple[str, str]]]:
    return {g.name: linked(graph, g, "subnetIds") for g in graph.of_type("aws:rds/subnetGroup:SubnetGroup")}


def test_whoever_takes_a_subnet_waits_until_it_is_connected() -> None:
    waits = consumers(build(use))

    assert waits["public"] == {
        *((kind, f"main-net-public-{z}") for kind in (SUBNET, ASSOCIATION) for z in "abc"),
        (ROUTE, "main-net-internet"),
    }
    assert waits["private"] == {
        *((kind, f"main-net-private-{z}") for kind in (SUBNET, ASSOCIATION) for z in "abc"),
        *((ROUTE, f"main-net-nat-{z}") for z in "abc"),
    }
    assert waits["data"] == {(kind, f"main-net-data-{z}") for kind in (SUBNET, ASSOCIATION) for z in "abc"}


def test_without_nat_whoever_takes_a_private_subnet_waits_for_the_endpoints() -> None:
    waits = consumers(build(use, nat=NatStrategy.NONE, interface_endpoints=TO_START))

    assert {name for kind, name in waits["private"] if kind == ENDPOINT} == {
        f"main-net-endpoints-{service}" for service in ("s3", "dynamodb", "ecr-api", "ecr-dkr", "logs")
    }


def test_a_deployment_hands_out_the_ids_of_the_subnets_themselves() -> None:
    graph = build(use, preview=False)

    private = [a.inputs["subnetId"] for a in graph.of_type(ASSOCIATION) if "-private-" in a.name]
    assert graph.exports["private"] == dict(zip(ZONES, private, strict=True))
    assert graph.one("aws:rds/subnetGroup:SubnetGroup", "private").inputs["subnetIds"] == private
    assert graph.exports["vpc"].startswith("vpc-")
    assert graph.exports["range"] == "10.0.0.0/16"


def test_the_network_says_where_it_is_and_how_much_fits() -> None:
    def look(network: Network) -> None:
        pulumi.export("zones", network.zones)
        pulumi.export("capacity", network.capacity)
        pulumi.export("prefix_lists", network.prefix_list_ids)
        pulumi.export("public_ips", network.nat_public_ips)
        pulumi.export("endpoint_group", network.endpoint_security_group.id)

    graph = build(look, preview=False)

    assert graph.exports["zones"] == list(ZONES)
    assert graph.exports["capacity"] == 4091
    assert set(graph.exports["prefix_lists"]) == {"s3", "dynamodb"}
    assert set(graph.exports["public_ips"]) == set(ZONES)
    assert graph.exports["endpoint_group"].startswith("sg-")


def test_every_child_is_named_by_the_network_and_by_no_region() -> None:
    names = [r.name for r in build(interface_endpoints=TO_START).resources.values() if r.parent]

    assert all(name == "main-net" or name.startswith("main-net-") for name in names)
    assert not any("us-east" in name for name in names)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"cidr_block": "10.0.0.0/24"}, "between /16 and /21"),
        ({"zones": ["us-east-1a", "eu-west-1a"]}, "eu-west-1a are not in us-east-1: name zones of that region"),
        ({"zones": ["us-east-1a", "us-east-1a"]}, "name each zone once"),
        ({"zones": ["us-east-1a"]}, "name at least two zones"),
        ({"zones": []}, "name at least two zones"),
        ({"interface_endpoints": ["com.amazonaws.us-east-1.sqs"]}, "give its end, such as ecr.api"),
        ({"interface_endpoints": ["sqs", "sqs"]}, "an interface endpoint is named twice"),
        ({"gateway_endpoints": [GatewayEndpoint.S3] * 2}, "a gateway endpoint is named twice"),
        (
            {"nat": NatStrategy.NONE, "interface_endpoints": ["logs"]},
            "add interface endpoint ecr.api, interface endpoint ecr.dkr",
        ),
        (
            {"nat": NatStrategy.NONE, "interface_endpoints": TO_START, "gateway_endpoints": []},
            "add gateway endpoint s3, or choose a NAT",
        ),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    arguments: dict[str, Any] = {"location": US_EAST_1, "cidr_block": "10.0.0.0/16", "zones": list(ZONES), **change}

    with pytest.raises(ValueError, match=sentence):
        NetworkArgs(**arguments)

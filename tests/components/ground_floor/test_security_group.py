"""A security group is closed until a verb names a peer."""

import re
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest

from components.security_group import SecurityGroup, SecurityGroupArgs
from offline.recorder import Graph, Resource, run

COMPONENT = "floodgate:index:SecurityGroup"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"


def made(use: Callable[[SecurityGroup, SecurityGroup], object], *, preview: bool = True) -> Graph:
    """The graph of two groups in a VPC, after ``use`` of them."""

    def program() -> None:
        vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
        tasks = SecurityGroup("tasks", SecurityGroupArgs(vpc_id=vpc.id, description="the tasks"))
        use(tasks, SecurityGroup("cache", SecurityGroupArgs(vpc_id=vpc.id, description="the cache")))

    return run(program, preview=preview)


def rules(graph: Graph) -> list[Resource]:
    return [*graph.of_type(INGRESS), *graph.of_type(EGRESS)]


def opened(rule: Resource) -> dict[str, Any]:
    """The peer and the description of a TCP rule for one port."""
    assert rule.inputs["ipProtocol"] == "tcp"
    assert rule.inputs["fromPort"] == rule.inputs["toPort"]
    keys = ("referencedSecurityGroupId", "prefixListId", "cidrIpv4", "cidrIpv6", "description")
    return {"port": rule.inputs["fromPort"], **{key: rule.inputs[key] for key in keys if key in rule.inputs}}


def test_a_new_group_is_closed() -> None:
    graph = made(lambda tasks, cache: None)
    group = graph.one(GROUP, "tasks-group")

    assert rules(graph) == []
    assert "ingress" not in group.inputs
    assert "egress" not in group.inputs
    assert group.inputs["description"] == "the tasks"
    assert group.inputs["revokeRulesOnDelete"] is True
    assert group.inputs["tags"]["Name"] == "tasks"
    assert group.property_dependencies["vpcId"] == {graph.one("aws:ec2/vpc:Vpc").urn}


def test_a_connection_opens_both_ends_to_each_other_only() -> None:
    graph = made(lambda tasks, cache: cache.allow_from("tasks", tasks, 6379), preview=False)
    tasks, cache = (graph.one(COMPONENT, name).outputs["id"] for name in ("tasks", "cache"))
    egress, ingress = graph.one(EGRESS, "cache-from-tasks-6379"), graph.one(INGRESS, "cache-from-tasks-6379")

    assert opened(egress) == {"port": 6379, "referencedSecurityGroupId": cache, "description": "to: the cache"}
    assert opened(ingress) == {
        "port": 6379,
        "referencedSecurityGroupId": tasks,
        "description": "from tasks",
    }
    assert egress.inputs["securityGroupId"] == tasks
    assert ingress.inputs["securityGroupId"] == cache
    assert len(rules(graph)) == 2


def test_a_connection_can_be_followed_at_preview() -> None:
    graph = made(lambda tasks, cache: cache.allow_from("tasks", tasks, 6379))
    egress = graph.one(EGRESS)

    assert egress.property_dependencies["securityGroupId"] == {graph.one(GROUP, "tasks-group").urn}
    assert egress.property_dependencies["referencedSecurityGroupId"] == {graph.one(GROUP, "cache-group").urn}


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (
            lambda group, _: group.allow_from_prefix_list("cdn", "pl-1a2b3c4d", 443),
            {"tasks-from-cdn-443": {"port": 443, "prefixListId": "pl-1a2b3c4d", "description": "from cdn"}},
        ),
        (
            lambda group, _: group.allow_from_anywhere(443),
            {
                "tasks-from-internet-ipv4-443": {
                    "port": 443,
                    "cidrIpv4": "0.0.0.0/0",
                    "description": "from the internet",
                },
                "tasks-from-internet-ipv6-443": {"port": 443, "cidrIpv6": "::/0", "description": "from the internet"},
            },
        ),
        (
            lambda group, _: group.allow_from_network("10.0.0.0/16", 443),
            {"tasks-from-vpc-443": {"port": 443, "cidrIpv4": "10.0.0.0/16", "description": "from the VPC"}},
        ),
        (
            lambda group, _: group.allow_to_prefix_list("s3", "pl-1a2b3c4d", 443),
            {"tasks-to-s3-443": {"port": 443, "prefixListId": "pl-1a2b3c4d", "description": "to s3"}},
        ),
        (
            lambda group, _: group.allow_to_anywhere(443),
            {
                "tasks-to-internet-443": {
                    "port": 443,
                    "cidrIpv4": "0.0.0.0/0",
                    "description": "to AWS APIs and third parties",
                }
            },
        ),
    ],
)
def test_each_verb_opens_what_it_says_and_nothing_else(
    use: Callable[[SecurityGroup, SecurityGroup], object], expected: dict[str, dict[str, object]]
) -> None:
    graph = made(use)

    assert {rule.name: opened(rule) for rule in rules(graph)} == expected
    direction = EGRESS if "-to-" in next(iter(expected)) else INGRESS
    assert {rule.type for rule in rules(graph)} == {direction}


def test_everything_belongs_to_the_component() -> None:
    graph = made(lambda tasks, cache: cache.allow_from("tasks", tasks, 6379))
    owners = {r.urn: r.name for r in graph.of_type(COMPONENT)}

    assert {r.name: owners[r.parent] for r in graph.of_type(GROUP)} == {"tasks-group": "tasks", "cache-group": "cache"}
    assert {owners[r.parent] for r in rules(graph)} == {"cache"}  # so a renamed peer leaves them alone


def test_a_group_hands_out_its_id() -> None:
    graph = made(lambda tasks, cache: None, preview=False)
    ids = {name: graph.one(COMPONENT, name).outputs["id"] for name in ("tasks", "cache")}

    assert all(re.fullmatch("sg-[0-9a-f]{17}", value) for value in ids.values())
    assert ids["tasks"] != ids["cache"]

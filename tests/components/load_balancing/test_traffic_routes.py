"""Routes of services that ECS deploys by moving traffic: two groups, and rules whose actions are ECS's."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from components.load_balancing import (
    IngressSource,
    LoadBalancer,
    LoadBalancerArgs,
    RouteArgs,
    TargetGroup,
    TargetGroupArgs,
    route_for_tests,
)
from offline.recorder import Graph, run

RULE = "aws:lb/listenerRule:ListenerRule"
GROUP = "aws:lb/targetGroup:TargetGroup"


def build(use: Callable[[LoadBalancer, RouteArgs], Any], *, preview: bool = False, **changes: Any) -> Graph:
    def program() -> None:
        balancer = LoadBalancer(
            "main-lb",
            LoadBalancerArgs(
                vpc_id="vpc-1",
                subnet_ids={"us-east-1a": "subnet-1", "us-east-1b": "subnet-2"},
                certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/1",
                ingress=IngressSource.NONE,
                origin_secret="correct-horse-battery",
            ),
        )
        group = TargetGroup("main-api", TargetGroupArgs(vpc_id="vpc-1"))
        alternate = TargetGroup("main-api-alternate", TargetGroupArgs(vpc_id="vpc-1"))
        given = {"priority": 20, "target_group": group, "alternate_group": alternate, "path_patterns": ["/api/*"]}
        use(balancer, RouteArgs(**{**given, **changes}))

    return run(program, preview=preview)


def both(balancer: LoadBalancer, route: RouteArgs) -> None:
    balancer.route("api", route)
    balancer.route("api-test", route_for_tests(route, priority=19, value="coming-api"))


@pytest.mark.parametrize("rule", ["main-lb-api", "main-lb-api-test"])
def test_both_rules_know_both_groups_and_send_everything_to_the_first(rule: str) -> None:
    graph = build(both)

    [action] = graph.one(RULE, rule).inputs["actions"]
    assert action["type"] == "forward"
    assert action["forward"]["targetGroups"] == [
        {"arn": graph.one(GROUP, "main-api").outputs["arn"], "weight": 100},
        {"arn": graph.one(GROUP, "main-api-alternate").outputs["arn"], "weight": 0},
    ]
    assert "targetGroupArn" not in action


@pytest.mark.parametrize("rule", ["main-lb-api", "main-lb-api-test"])
def test_what_the_rules_do_is_left_to_ecs_as_a_whole(rule: str) -> None:
    assert list(build(both, preview=True).one(RULE, rule).request.ignoreChanges) == ["actions"]


def test_a_rule_without_an_alternate_group_stays_ours() -> None:
    rule = build(lambda balancer, route: balancer.route("api", route), alternate_group=None).one(RULE)

    assert not list(rule.request.ignoreChanges)
    assert set(rule.inputs["actions"][0]) == {"type", "targetGroupArn"}


def test_testers_are_asked_for_first_and_by_everything_that_users_are() -> None:
    graph = build(both)
    production, tests = graph.one(RULE, "main-lb-api").inputs, graph.one(RULE, "main-lb-api-test").inputs

    assert tests["priority"] < production["priority"]
    extra = [condition for condition in tests["conditions"] if condition not in production["conditions"]]
    assert extra == [{"httpHeader": {"httpHeaderName": "X-Deployment-Test", "values": ["coming-api"]}}]
    assert all(condition in tests["conditions"] for condition in production["conditions"])


@pytest.mark.parametrize(
    ("change", "how", "words"),
    [
        ({"alternate_group": None}, {}, "give the production route an alternate_group"),
        ({}, {"priority": 20}, "priority 20 and would take the testers' requests"),
        ({}, {"value": "*"}, "header value '[*]' cannot be used"),
    ],
)
def test_a_route_that_testers_could_not_use_is_refused(change: dict[str, Any], how: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        build(lambda _, route: route_for_tests(route, **{"priority": 19, "value": "coming", **how}), **change)


def test_one_group_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="the alternate group is the target group itself"):
        build(lambda _, route: dataclasses.replace(route, alternate_group=route.target_group))

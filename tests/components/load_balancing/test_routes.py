"""Routes: which requests go where, in which order, and only with the CDN's secret."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from google.protobuf.json_format import MessageToDict

from components.load_balancing import (
    IngressSource,
    LoadBalancer,
    LoadBalancerArgs,
    RouteArgs,
    TargetGroup,
    TargetGroupArgs,
)
from offline.aws.wire import SECRET_SIGNATURE, SIGNATURE, UNKNOWN
from offline.recorder import Graph, Resource, run

SECRET = "correct-horse-battery"
RETIRING = "previous-horse-battery"
RULE = "aws:lb/listenerRule:ListenerRule"


def build(
    routes: Mapping[str, Mapping[str, Any]],
    *,
    origin_secret: Callable[[], pulumi.Input[str] | None] = lambda: None,
    retiring_origin_secret: str | None = None,
    preview: bool = True,
) -> Graph:
    def program() -> None:
        balancer = LoadBalancer(
            "main-lb",
            LoadBalancerArgs(
                vpc_id="vpc-1",
                subnet_ids={"us-east-1a": "subnet-1", "us-east-1b": "subnet-2"},
                certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/1",
                ingress=IngressSource.CLOUDFRONT,
                origin_secret=origin_secret(),
                retiring_origin_secret=retiring_origin_secret,
            ),
        )
        for name, route in routes.items():
            group = TargetGroup(f"main-{name}", TargetGroupArgs(vpc_id="vpc-1"))
            balancer.route(name, RouteArgs(target_group=group, **route))

    return run(program, preview=preview)


def on_the_wire(rule: Resource) -> Sequence[Any]:
    """The conditions as the engine gets them, with the marks of secrets."""
    sent: Sequence[Any] = MessageToDict(rule.request.object)["conditions"]
    return sent


def marked(value: str) -> dict[str, str]:
    return {SIGNATURE: SECRET_SIGNATURE, "value": value}


ARTICLE = {
    "api-host": {"priority": 10, "host_headers": ["api.example.com"]},
    "api": {"priority": 20, "path_patterns": ["/api/*"]},
    "admin": {"priority": 30, "path_patterns": ["/admin", "/admin/*"]},
    "web": {"priority": 1000, "path_patterns": ["/*"]},
}


def test_the_articles_routes_lead_to_their_services_in_their_order() -> None:
    graph = build(ARTICLE)
    listener = graph.one("aws:lb/listener:Listener").urn

    for name, route in ARTICLE.items():
        rule = graph.one(RULE, f"main-lb-{name}")
        group = graph.one("aws:lb/targetGroup:TargetGroup", f"main-{name}")
        assert rule.inputs["priority"] == route["priority"]
        assert [a["type"] for a in rule.inputs["actions"]] == ["forward"]
        assert rule.property_dependencies["actions"] == {group.urn}
        assert rule.property_dependencies["listenerArn"] == {listener}


def test_paths_hosts_and_headers_become_conditions() -> None:
    graph = build(
        {
            "api": {
                "priority": 1,
                "path_patterns": ["/api/*", "/v1/*"],
                "host_headers": ["api.example.com"],
                "http_headers": {"X-Version": ["1", "2"]},
            }
        }
    )

    assert graph.one(RULE).inputs["conditions"] == [
        {"hostHeader": {"values": ["api.example.com"]}},
        {"pathPattern": {"values": ["/api/*", "/v1/*"]}},
        {"httpHeader": {"httpHeaderName": "X-Version", "values": ["1", "2"]}},
    ]


@pytest.mark.parametrize("secret", [lambda: SECRET, lambda: pulumi.Output.secret(SECRET)], ids=["plain", "secret"])
@pytest.mark.parametrize("preview", [True, False])
def test_every_route_also_asks_for_the_origin_secret(secret: Callable[[], pulumi.Input[str]], preview: bool) -> None:
    graph = build(ARTICLE, origin_secret=secret, preview=preview)

    assert len(graph.of_type(RULE)) == len(ARTICLE)
    for rule in graph.of_type(RULE):
        assert rule.inputs["conditions"][-1] == {
            "httpHeader": {"httpHeaderName": "X-Origin-Verify", "values": [SECRET]}
        }


def test_the_origin_secret_stays_a_secret_on_the_wire() -> None:
    rule = build({"web": ARTICLE["web"]}, origin_secret=lambda: SECRET).one(RULE)

    path, header = on_the_wire(rule)
    assert path == {"pathPattern": {"values": ["/*"]}}
    assert header["httpHeader"]["values"] == [marked(SECRET)]
    assert "conditions" in rule.secrets


def test_while_the_secret_changes_both_values_are_let_through() -> None:
    rule = build({"web": ARTICLE["web"]}, origin_secret=lambda: SECRET, retiring_origin_secret=RETIRING).one(RULE)

    assert on_the_wire(rule)[-1]["httpHeader"]["values"] == [marked(SECRET), marked(RETIRING)]


def test_a_secret_that_is_not_known_yet_is_asked_for_all_the_same() -> None:
    rule = build({"web": ARTICLE["web"]}, origin_secret=lambda: aws.secretsmanager.Secret("made-later").arn).one(RULE)

    header = on_the_wire(rule)[-1]["httpHeader"]
    assert header == {"httpHeaderName": "X-Origin-Verify", "values": [UNKNOWN]}


@pytest.mark.parametrize("secret", ["*", "too-short", "sixteen-or-more-?", "x" * 129, "with space in it all"])
def test_a_secret_that_would_let_anybody_in_is_refused_without_being_told(secret: str) -> None:
    with pytest.raises(pulumi.RunError, match="the origin secret cannot be used") as refused:
        build({"web": ARTICLE["web"]}, origin_secret=lambda: secret)

    assert secret == "*" or secret not in str(refused.value)


def test_two_routes_of_one_priority_are_refused() -> None:
    with pytest.raises(ValueError, match="the routes api and web of main-lb have both priority 10"):
        build({"api": {"priority": 10, "path_patterns": ["/api/*"]}, "web": {"priority": 10, "path_patterns": ["/*"]}})


THREE = ["/a/*", "/b/*", "/c/*"]
TWO = ["a.example.com", "b.example.com"]


def test_five_values_fit_into_a_rule_and_six_do_not() -> None:
    five = {"priority": 1, "path_patterns": THREE, "host_headers": TWO}
    assert len(build({"five": five}).of_type(RULE)) == 1
    with pytest.raises(ValueError, match="priority 1 has 6 condition values; AWS allows 5: split it"):
        build({"six": {**five, "http_headers": {"X-A": ["a"]}}})


def test_the_origin_secret_takes_its_place_among_the_five() -> None:
    five = {"priority": 1, "path_patterns": THREE, "host_headers": TWO}
    with pytest.raises(ValueError, match="has 6 condition values, 1 of them for X-Origin-Verify"):
        build({"six": five}, origin_secret=lambda: SECRET)
    with pytest.raises(ValueError, match="has 6 condition values, 2 of them for X-Origin-Verify"):
        build(
            {"six": {**five, "host_headers": TWO[:1]}},
            origin_secret=lambda: SECRET,
            retiring_origin_secret=RETIRING,
        )


@pytest.mark.parametrize(
    ("route", "sentence"),
    [
        ({"priority": 0, "path_patterns": ["/*"]}, "not between 1 and 50000"),
        ({"priority": 50_001, "path_patterns": ["/*"]}, "not between 1 and 50000"),
        ({"priority": 1}, "would take every request"),
        ({"priority": 1, "path_patterns": [*THREE, "/d/*"]}, "path_patterns of the route .* allows 3 values of a kind"),
        ({"priority": 1, "path_patterns": ["api/*"]}, "api/\\* match no path"),
        ({"priority": 1, "path_patterns": ["/*"], "http_headers": {"HOST": ["a"]}}, "use host_headers"),
        ({"priority": 1, "path_patterns": ["/*"], "http_headers": {"X-A": []}}, "the headers X-A have no value"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(route: Mapping[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        build({"wrong": route})

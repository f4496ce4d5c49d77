"""The web ACL: what it turns away, what only counts, and what its log tells."""

import json
from typing import Any

import pulumi
import pytest

from components.edge import (
    PER_ADDRESS,
    ClientAddress,
    CountedRule,
    ManagedGroup,
    RateLimit,
    WebAcl,
    WebAclArgs,
    WebAclRules,
    WebAclScope,
)
from components.naming import Location
from offline.recorder import Graph, run

ACL = "aws:wafv2/webAcl:WebAcl"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
LOG_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy"

EDGE = Location(region="us-east-1", account_id="123456789012")
IRELAND = Location(region="eu-west-1", account_id="123456789012")
BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/main-lb/1234567890abcdef"


def arguments(**changes: Any) -> dict[str, Any]:
    return {"location": EDGE, "acl_name": "shop-prod", "scope": WebAclScope.CLOUDFRONT, **changes}


def regional(**changes: Any) -> dict[str, Any]:
    return arguments(location=IRELAND, scope=WebAclScope.REGIONAL, **changes)


def build(given: dict[str, Any] | None = None, *, preview: bool = True) -> Graph:
    def program() -> None:
        made = WebAcl("edge-waf", WebAclArgs(**(given or arguments())))
        pulumi.export("seen", [made.arn, made.name, made.log_group_name])

    return run(program, preview=preview)


def rules(**changes: Any) -> dict[str, dict[str, Any]]:
    """The rules on the wire, by name, in their order."""
    sent = build(arguments(rules=WebAclRules(**changes))).one(ACL).inputs["rules"]
    assert [rule["priority"] for rule in sent] == [10 * place for place in range(1, len(sent) + 1)]
    return {rule["name"]: rule for rule in sent}


def group(rule: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = rule["statement"]["managedRuleGroupStatement"]
    return found


def rate(rule: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = rule["statement"]["rateBasedStatement"]
    return found


def test_what_no_rule_turns_away_is_let_through() -> None:
    assert build().one(ACL).inputs["defaultAction"] == {"allow": {}}


def test_floods_are_looked_for_first_and_then_what_aws_knows() -> None:
    assert list(rules()) == [
        "per-address",
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesSQLiRuleSet",
    ]


def test_managed_groups_are_awss_and_block() -> None:
    for name, rule in list(rules().items())[1:]:
        assert group(rule) == {"vendorName": "AWS", "name": name}
        assert rule["overrideAction"] == {"none": {}}
        assert "action" not in rule


def test_an_address_may_ask_two_thousand_times_in_five_minutes() -> None:
    rule = rules()["per-address"]

    assert rate(rule) == {"limit": 2_000, "evaluationWindowSec": 300, "aggregateKeyType": "IP"}
    assert rule["action"] == {"block": {"customResponse": {"responseCode": 429}}}


def test_a_path_can_have_a_limit_of_its_own_however_it_is_encoded() -> None:
    login = RateLimit(name="login", requests=100, window_seconds=60, path_prefix="/api/user/login")
    statement = rate(rules(rate_limits=[PER_ADDRESS, login])["login"])
    match = statement["scopeDownStatement"]["byteMatchStatement"]

    assert (statement["limit"], statement["evaluationWindowSec"]) == (100, 60)
    assert (match["positionalConstraint"], match["searchString"]) == ("STARTS_WITH", "/api/user/login")
    assert match["fieldToMatch"] == {"uriPath": {}}
    assert [t["type"] for t in match["textTransformations"]] == ["URL_DECODE", "NORMALIZE_PATH", "LOWERCASE"]


def test_behind_another_proxy_addresses_are_read_from_its_header() -> None:
    assert rate(rules(client_address=ClientAddress.FORWARDED)["per-address"]) == {
        "limit": 2_000,
        "evaluationWindowSec": 300,
        "aggregateKeyType": "FORWARDED_IP",
        "forwardedIpConfig": {"headerName": "X-Forwarded-For", "fallbackBehavior": "MATCH"},
    }


def test_everything_can_be_made_to_count_only() -> None:
    first, *groups = rules(count_only=True).values()

    assert first["action"] == {"count": {}}
    assert [rule["overrideAction"] for rule in groups] == [{"count": {}}] * 4


def test_one_group_can_be_made_to_count_only() -> None:
    made = rules(counted_groups=[ManagedGroup.COMMON])

    assert made["AWSManagedRulesCommonRuleSet"]["overrideAction"] == {"count": {}}
    assert made["AWSManagedRulesSQLiRuleSet"]["overrideAction"] == {"none": {}}


def test_one_rule_of_a_group_can_be_made_to_count_only() -> None:
    made = rules(counted_rules=[CountedRule(group=ManagedGroup.COMMON, rule="SizeRestrictions_BODY")])

    assert group(made["AWSManagedRulesCommonRuleSet"])["ruleActionOverrides"] == [
        {"name": "SizeRestrictions_BODY", "actionToUse": {"count": {}}}
    ]
    assert made["AWSManagedRulesCommonRuleSet"]["overrideAction"] == {"none": {}}
    assert "ruleActionOverrides" not in group(made["AWSManagedRulesSQLiRuleSet"])


def test_groups_can_be_chosen() -> None:
    assert list(rules(managed_groups=[ManagedGroup.ANONYMOUS_IP], rate_limits=[])) == ["AWSManagedRulesAnonymousIpList"]


def test_every_rule_and_the_whole_are_measured() -> None:
    acl = build().one(ACL).inputs
    everything = [acl["visibilityConfig"], *(rule["visibilityConfig"] for rule in acl["rules"])]

    assert all(v["cloudwatchMetricsEnabled"] and v["sampledRequestsEnabled"] for v in everything)
    assert [v["metricName"] for v in everything][:2] == ["shop-prod", "shop-prod-per-address"]
    assert len({v["metricName"] for v in everything}) == len(everything)


def test_the_edge_shows_the_rules_as_much_of_a_body_as_is_asked_for() -> None:
    def shown(graph: Graph) -> Any:
        return graph.one(ACL).inputs["associationConfig"]["requestBodies"]

    assert shown(build()) == [{"cloudfront": {"defaultSizeInspectionLimit": "KB_16"}}]
    assert shown(build(arguments(rules=WebAclRules(inspected_body_kb=64)))) == [
        {"cloudfront": {"defaultSizeInspectionLimit": "KB_64"}}
    ]
    assert "associationConfig" not in build(regional()).one(ACL).inputs


def test_scope_and_name_reach_aws() -> None:
    edge, region = build().one(ACL).inputs, build(regional()).one(ACL).inputs

    assert (edge["scope"], edge["name"]) == ("CLOUDFRONT", "shop-prod")
    assert region["scope"] == "REGIONAL"


def test_a_regional_one_protects_load_balancers() -> None:
    graph = build(regional(load_balancer_arns={"main": BALANCER}))
    association = graph.one(ASSOCIATION, "edge-waf-main")

    assert association.inputs["resourceArn"] == BALANCER
    assert association.property_dependencies["webAclArn"] == {graph.one(ACL).urn}
    assert build().of_type(ASSOCIATION) == []


# --- the log


def test_the_log_group_is_one_that_waf_may_write_to_and_forgets() -> None:
    group_made = build(arguments(log_retention_days=7)).one(LOG_GROUP).inputs

    assert group_made["name"] == "aws-waf-logs-shop-prod"
    assert group_made["retentionInDays"] == 7


def test_the_destination_is_known_at_preview() -> None:
    graph = build()
    logging = graph.one(LOGGING)

    assert logging.inputs["logDestinationConfigs"] == [
        "arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-shop-prod"
    ]
    assert logging.property_dependencies["logDestinationConfigs"] == {graph.one(LOG_GROUP).urn}
    assert logging.property_dependencies["resourceArn"] == {graph.one(ACL).urn}


def test_what_sessions_live_in_is_blacked_out() -> None:
    redacted = build().one(LOGGING).inputs["redactedFields"]

    assert redacted == [{"singleHeader": {"name": "authorization"}}, {"singleHeader": {"name": "cookie"}}]


def test_only_remarkable_requests_are_logged_unless_told_otherwise() -> None:
    kept = build().one(LOGGING).inputs["loggingFilter"]
    [keep] = kept["filters"]

    assert kept["defaultBehavior"] == "DROP"
    assert (keep["behavior"], keep["requirement"]) == ("KEEP", "MEETS_ANY")
    actions = [condition["actionCondition"]["action"] for condition in keep["conditions"]]
    assert {"BLOCK", "COUNT"} <= set(actions)
    assert "ALLOW" not in actions
    assert "loggingFilter" not in build(arguments(log_allowed_requests=True)).one(LOGGING).inputs


def test_only_waf_on_behalf_of_this_account_may_write_and_only_there() -> None:
    graph = build()
    policy = graph.one(LOG_POLICY)
    [statement] = json.loads(policy.inputs["policyDocument"])["Statement"]

    assert statement["Principal"] == {"Service": "delivery.logs.amazonaws.com"}
    assert statement["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]
    assert statement["Resource"] == "arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-shop-prod:*"
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": "arn:aws:logs:us-east-1:123456789012:*"},
    }
    assert policy.urn in graph.one(LOGGING).dependencies


def test_others_learn_what_it_is_called() -> None:
    arn, name, log_group = build(preview=False).exports["seen"]

    assert "webacl/shop-prod/" in arn
    assert (name, log_group) == ("shop-prod", "aws-waf-logs-shop-prod")


def test_every_child_is_named_by_the_web_acl() -> None:
    names = [r.name for r in build(regional(load_balancer_arns={"main": BALANCER})).resources.values() if r.parent]

    assert all(name == "edge-waf" or name.startswith("edge-waf-") for name in names)


# --- refusals


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (arguments(location=IRELAND), "cannot be in eu-west-1: build it in us-east-1"),
        (arguments(load_balancer_arns={"main": BALANCER}), "protects no load balancer"),
        (arguments(acl_name="a b"), "may hold 67 letters"),
        (arguments(acl_name="a" * 68), "may hold 67 letters"),
    ],
)
def test_an_acl_that_aws_would_not_take_is_refused(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        WebAclArgs(**given)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"managed_groups": [], "rate_limits": []}, "lets everything through"),
        ({"managed_groups": [ManagedGroup.COMMON, ManagedGroup.COMMON]}, "share a name"),
        ({"rate_limits": [PER_ADDRESS, PER_ADDRESS]}, "share a name"),
        ({"counted_groups": [ManagedGroup.ANONYMOUS_IP]}, "ANONYMOUS_IP is to count only, but is not in"),
        (
            {"counted_rules": [CountedRule(group=ManagedGroup.ANONYMOUS_IP, rule="HostingProviderIPList")]},
            "add it there",
        ),
        ({"inspected_body_kb": 8}, "choose 16, 32, 48 or 64"),
    ],
)
def test_rules_that_contradict_each_other_are_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        WebAclRules(**change)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "per address"}, "may hold 60 letters"),
        ({"window_seconds": 30}, "choose 60, 120, 300 or 600"),
        ({"requests": 9}, "choose 10 or more"),
        ({"path_prefix": "api"}, "start it with /"),
        ({"path_prefix": "/API"}, "in lower case"),
    ],
)
def test_limits_that_waf_would_not_take_are_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        RateLimit(**{"name": "login", "requests": 100, **change})

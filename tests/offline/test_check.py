"""What the simulated provider refuses, with which words, and how it names what has no name."""

import json
from typing import Any

import pytest

from offline.aws import check, schema, wire

SERVICE = "aws:ecs/service:Service"
QUEUE = "aws:sqs/queue:Queue"


def checked(
    token: str, news: dict[str, Any], olds: dict[str, Any] | None = None, **naming: Any
) -> tuple[dict[str, Any], list[str]]:
    wish = check.Naming(**{"logical": "thing", "seed": "urn:pulumi:dev::p::t::thing", **naming})
    inputs, failures = check.check(schema.resource_schema(token), news, olds or {}, wish)
    return inputs, [f"{failure.path}: {failure.reason}" for failure in failures]


@pytest.mark.parametrize(
    ("token", "news", "message"),
    [
        (
            QUEUE,
            {"visibiltyTimeoutSeconds": 30},
            "visibiltyTimeoutSeconds: there is no such property: did you mean visibilityTimeoutSeconds?",
        ),
        (
            QUEUE,
            {"visibility_timeout_seconds": 30},
            "visibility_timeout_seconds: there is no such property: did you mean visibilityTimeoutSeconds?",
        ),
        (QUEUE, {"fifoQueue": "true"}, "fifoQueue: true or false is expected, not a string"),
        (
            QUEUE,
            {"visibilityTimeoutSeconds": 1.5},
            "visibilityTimeoutSeconds: a whole number is expected, not a number",
        ),
        (
            QUEUE,
            {"visibilityTimeoutSeconds": 50000},
            "visibilityTimeoutSeconds: 50000 is not allowed; the documentation says 0 to 43200",
        ),
        (
            QUEUE,
            {"visibilityTimeoutSeconds": True},
            "visibilityTimeoutSeconds: a whole number is expected, not a boolean",
        ),
        (
            QUEUE,
            {"deduplicationScope": "group"},
            "deduplicationScope: 'group' is not allowed; the documentation lists messageGroup, queue",
        ),
        (QUEUE, {"deduplicationScope": 1.0}, "deduplicationScope: a string is expected, not a number"),
        (QUEUE, {"tags": {"a": 1.0}}, "tags['a']: a string is expected, not a number"),
        (QUEUE, {"tags": ["a"]}, "tags: a map is expected, not a list"),
        (QUEUE, {"name": {"a": "b"}}, "name: a string is expected, not an object"),
        (
            SERVICE,
            {"networkConfiguration": {"subnets": ["a", 2.0]}},
            "networkConfiguration.subnets[1]: a string is expected, not a number",
        ),
        (SERVICE, {"networkConfiguration": {}}, "networkConfiguration.subnets: this property is required"),
        (SERVICE, {"networkConfiguration": "x"}, "networkConfiguration: an object is expected, not a string"),
        (SERVICE, {"loadBalancers": {"containerName": "x"}}, "loadBalancers: a list is expected, not an object"),
        (
            SERVICE,
            {"loadBalancers": [{"containerName": "x", "containerPort": 80.0, "targetGroup": "arn"}]},
            "loadBalancers[0].targetGroup: there is no such property: did you mean targetGroupArn?",
        ),
        ("aws:iam/rolePolicy:RolePolicy", {"role": "x"}, "policy: this property is required"),
        ("aws:iam/rolePolicy:RolePolicy", {"role": "x", "policy": None}, "policy: this property is required"),
        ("aws:iam/rolePolicy:RolePolicy", {"role": "x", "policy": 1.0}, "policy: a string is expected, not a number"),
        (
            "aws:lambda/function:Function",
            {"role": "r", "code": "app.zip"},
            "code: an asset or archive is expected, not a string",
        ),
    ],
)
def test_a_mistake_is_refused_with_its_path(token: str, news: dict[str, Any], message: str) -> None:
    _, failures = checked(token, news)
    assert message in failures


def test_a_wrong_name_without_a_near_one_lists_what_is_allowed() -> None:
    _, failures = checked(SERVICE, {"networkConfiguration": {"subnets": [], "zzz": 1.0}})
    assert failures == [
        "networkConfiguration.zzz: there is no such property; allowed here: assignPublicIp, securityGroups, subnets"
    ]


def test_every_mistake_is_listed_at_once() -> None:
    _, failures = checked(QUEUE, {"fifo": True, "tags": 1.0, "delaySeconds": "x"})
    assert len(failures) == 3


def test_no_message_holds_the_refused_value() -> None:
    _, failures = checked(QUEUE, {"fifoQueue": "hunter2", "tags": {"a": ["hunter2"]}, "delaySeconds": "hunter2"})
    assert len(failures) == 3
    assert "hunter2" not in str(failures)


@pytest.mark.parametrize("unknown", sorted(wire.UNKNOWNS))
def test_unknown_values_pass_anywhere(unknown: str) -> None:
    _, failures = checked(
        SERVICE,
        {"desiredCount": unknown, "networkConfiguration": unknown, "loadBalancers": [unknown], "tags": {"a": unknown}},
    )
    assert failures == []


def test_a_value_that_the_documentation_forgot_passes() -> None:
    expression = {"dimension": {"key": "X", "matchOptions": ["GREATER_THAN_OR_EQUAL"], "values": ["1"]}}
    subscription = {
        "frequency": "DAILY",
        "monitorArnLists": [],
        "subscribers": [{"address": "a@b.c", "type": "EMAIL"}],
        "thresholdExpression": expression,
    }
    _, failures = checked("aws:costexplorer/anomalySubscription:AnomalySubscription", subscription)
    assert failures == []


def test_right_inputs_pass_unchanged() -> None:
    inputs, failures = checked(
        QUEUE, {"name": "q", "fifoQueue": False, "delaySeconds": 5.0, "deduplicationScope": "QUEUE", "tags": {"a": "b"}}
    )
    assert failures == []
    assert inputs == {
        "name": "q",
        "fifoQueue": False,
        "delaySeconds": 5.0,
        "deduplicationScope": "QUEUE",
        "tags": {"a": "b"},
        "__defaults": [],
    }


def test_a_document_given_as_an_object_becomes_text() -> None:
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole"}]}
    inputs, failures = checked("aws:iam/role:Role", {"assumeRolePolicy": trust})
    assert failures == []
    assert json.loads(inputs["assumeRolePolicy"]) == trust


def test_a_document_with_an_unknown_part_is_unknown() -> None:
    trust = {"Statement": [{"Principal": {"AWS": wire.UNKNOWN}}]}
    inputs, _ = checked("aws:iam/role:Role", {"assumeRolePolicy": trust})
    assert inputs["assumeRolePolicy"] == wire.UNKNOWN


def test_provider_defaults_are_filled_in_and_listed() -> None:
    inputs, _ = checked("aws:ec2/securityGroup:SecurityGroup", {})
    assert inputs["description"] == "Managed by Pulumi"
    assert inputs["__defaults"] == ["description", "name"]


def test_automatic_names_are_stable_and_differ_between_resources() -> None:
    first, _ = checked(QUEUE, {})
    again, _ = checked(QUEUE, {})
    other, _ = checked(QUEUE, {}, seed="another urn")
    assert first["name"] == again["name"] != other["name"]
    assert first["name"].startswith("thing-")
    assert len(first["name"]) == len("thing-") + 7
    assert first["__defaults"] == ["name"]


@pytest.mark.parametrize(
    ("token", "news", "property_name", "pattern"),
    [
        (QUEUE, {"fifoQueue": True}, "name", r"Thing-[0-9a-f]{7}\.fifo"),
        ("aws:sns/topic:Topic", {"fifoTopic": True}, "name", r"Thing-[0-9a-f]{7}\.fifo"),
        ("aws:s3/bucket:Bucket", {}, "bucket", r"thing-[0-9a-f]{7}"),
        ("aws:kms/alias:Alias", {"targetKeyId": "k"}, "name", r"alias/Thing-[0-9a-f]{7}"),
        ("aws:glue/catalogDatabase:CatalogDatabase", {}, "name", r"thing_[a-z]{8}"),
        ("aws:alb/targetGroup:TargetGroup", {}, "name", r"Thing-[0-9a-f]{7}"),
    ],
)
def test_types_with_naming_rules_of_their_own(
    token: str, news: dict[str, Any], property_name: str, pattern: str
) -> None:
    import re

    inputs, _ = checked(token, news, logical="Thing")
    assert re.fullmatch(pattern, inputs[property_name])


def test_a_prefix_or_a_given_name_stops_automatic_names() -> None:
    assert "name" not in checked(QUEUE, {"namePrefix": "x"})[0]
    assert "name" not in checked("aws:route53/zone:Zone", {"name": "example.com"})[0]["__defaults"]


def test_names_that_nobody_makes_are_required() -> None:
    _, failures = checked("aws:route53/record:Record", {"zoneId": "Z", "type": "A"})
    assert failures == ["name: this property is required"]


def test_an_automatic_name_survives_a_change_of_the_logical_name() -> None:
    before, _ = checked(QUEUE, {})
    after, _ = checked(QUEUE, {}, olds=before, logical="renamed", seed="another urn")
    assert after["name"] == before["name"]


def test_a_name_that_would_be_too_long_is_refused_as_by_the_real_provider() -> None:
    _, failures = checked("aws:lb/targetGroup:TargetGroup", {}, logical="a-logical-name-that-is-too-long")
    assert "has 39 characters, at most 32 are allowed" in failures[0]


def test_the_engines_own_naming_configuration_is_followed() -> None:
    assert checked(QUEUE, {}, proposed="project-dev-thing")[0]["name"] == "project-dev-thing"
    assert checked(QUEUE, {}, disabled=True)[1] == [
        "name: automatic names are disabled by pulumi:autonaming: give a name"
    ]


def test_the_providers_configuration_is_checked() -> None:
    provider = schema.provider_schema()
    right = {
        "region": "us-east-1",
        "version": "7.51.1",
        "defaultTags": '{"tags": {"a": "b"}}',
        "allowedAccountIds": '["1"]',
        "maxRetries": "3",
    }
    assert check.check_provider(provider, right) == []
    (wrong,) = check.check_provider(provider, {"regoin": "us-east-1"})
    assert (wrong.path, wrong.reason) == ("regoin", "there is no such property: did you mean region?")
    (wrong,) = check.check_provider(provider, {"defaultTags": '{"tag": {}}'})
    assert wrong.path == "defaultTags.tag"
    assert check.check_provider(provider, {"defaultTags": "not json"})[0].path == "defaultTags"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "a boolean"),
        (1.0, "a number"),
        ("x", "a string"),
        ([], "a list"),
        ({}, "an object"),
        (object(), "this value"),
        ({wire.SIGNATURE: next(iter(wire.ASSET_SIGNATURES))}, "an asset"),
    ],
)
def test_refused_values_are_described_not_printed(value: object, words: str) -> None:
    assert check.describe(value) == words

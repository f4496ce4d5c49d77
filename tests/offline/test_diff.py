"""What a changed argument does: nothing, an update, or a replacement as in AWS."""

from typing import Any

import pytest

from offline.aws import diff, schema


def difference(token: str, olds: dict[str, Any], news: dict[str, Any]) -> diff.Difference:
    return diff.diff(schema.resource_schema(token), olds, news)


def test_equal_inputs_are_no_change_whatever_was_defaulted() -> None:
    found = difference(
        "aws:sqs/queue:Queue", {"name": "q", "__defaults": ["name"], "policy": None}, {"name": "q", "__defaults": []}
    )
    assert found == diff.Difference()


def test_changes_are_named_by_path_and_kind() -> None:
    olds = {"tags": {"a": "1", "b": "2"}, "delaySeconds": 1.0, "name": "q"}
    news = {"tags": {"a": "9", "c": "3"}, "name": "q", "maxMessageSize": 2048.0}
    assert difference("aws:sqs/queue:Queue", olds, news).changed == {
        "delaySeconds": "delete",
        "maxMessageSize": "add",
        "tags.a": "update",
        "tags.b": "delete",
        "tags.c": "add",
    }


def test_lists_are_compared_by_position() -> None:
    token = "aws:ecs/service:Service"
    olds = {"networkConfiguration": {"subnets": ["a", "b"]}}
    news = {"networkConfiguration": {"subnets": ["a", "c", "d"]}}
    assert difference(token, olds, news).changed == {
        "networkConfiguration.subnets[1]": "update",
        "networkConfiguration.subnets[2]": "add",
    }
    assert difference(token, news, olds).changed["networkConfiguration.subnets[2]"] == "delete"


@pytest.mark.parametrize(
    ("token", "olds", "news", "replaces"),
    [
        ("aws:sqs/queue:Queue", {"fifoQueue": True}, {"fifoQueue": False}, ["fifoQueue"]),
        ("aws:sqs/queue:Queue", {"delaySeconds": 1.0}, {"delaySeconds": 2.0}, []),
        ("aws:ec2/subnet:Subnet", {"cidrBlock": "10.0.0.0/24"}, {"cidrBlock": "10.0.1.0/24"}, ["cidrBlock"]),
        ("aws:lb/targetGroup:TargetGroup", {"port": 80.0}, {"port": 8080.0}, ["port"]),
        ("aws:alb/targetGroup:TargetGroup", {"port": 80.0}, {"port": 8080.0}, ["port"]),
        ("aws:lb/targetGroup:TargetGroup", {"deregistrationDelay": 30.0}, {"deregistrationDelay": 60.0}, []),
        ("aws:ecs/taskDefinition:TaskDefinition", {"cpu": "256"}, {"cpu": "512"}, ["cpu"]),
        ("aws:ecs/service:Service", {"desiredCount": 2.0}, {"desiredCount": 3.0}, []),
        ("aws:iam/role:Role", {"name": "a"}, {"name": "b"}, ["name"]),
        ("aws:sqs/queue:Queue", {"region": "us-east-1"}, {"region": "us-west-2"}, ["region"]),
        ("aws:batch/jobDefinition:JobDefinition", {}, {"retryStrategy": {"attempts": 2.0}}, ["retryStrategy"]),
        (
            "aws:batch/jobDefinition:JobDefinition",
            {"retryStrategy": {"attempts": 1.0}},
            {"retryStrategy": {"attempts": 2.0}},
            [],
        ),
    ],
)
def test_replacement_as_in_aws(token: str, olds: dict[str, Any], news: dict[str, Any], replaces: list[str]) -> None:
    found = difference(token, olds, news)
    assert found.replaces == replaces
    assert len(found.changed) == 1


def test_write_only_arguments_change_by_their_version_only() -> None:
    token = "aws:secretsmanager/secretVersion:SecretVersion"
    olds = {"secretStringWo": "a", "secretStringWoVersion": 1.0}
    assert difference(token, olds, {**olds, "secretStringWo": "b"}) == diff.Difference()
    assert difference(token, olds, {**olds, "secretStringWoVersion": 2.0}).changed == {
        "secretStringWoVersion": "update"
    }


def test_a_given_name_is_freed_before_the_replacement_takes_it() -> None:
    token = "aws:lb/targetGroup:TargetGroup"
    given = {"name": "api", "port": 80.0, "__defaults": []}
    automatic = {"name": "api-1234567", "port": 80.0, "__defaults": ["name"]}
    assert difference(token, given, {**given, "port": 81.0}).delete_first
    assert not difference(token, automatic, {**automatic, "port": 81.0}).delete_first
    assert not difference(token, given, {**given, "name": "other"}).delete_first
    assert not difference("aws:ec2/subnet:Subnet", {"vpcId": "a"}, {"vpcId": "b"}).delete_first

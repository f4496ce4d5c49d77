"""Policy documents that a preview can read, and roles that only the named service may assume."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.iam import allow, document, grant, service_role
from components.naming import Location
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ROLE = "aws:iam/role:Role"
POLICY = "aws:iam/rolePolicy:RolePolicy"


class Owner(pulumi.ComponentResource):
    def __init__(self) -> None:
        super().__init__("test:index:Owner", "owner", {})


def role_of(graph: Graph) -> dict[str, Any]:
    trust: dict[str, Any] = json.loads(graph.one(ROLE).inputs["assumeRolePolicy"])
    return trust


@pytest.mark.parametrize("preview", [True, False])
def test_a_role_is_assumed_by_one_service_of_this_account_only(preview: bool) -> None:
    graph = run(lambda: service_role("task-role", "ecs-tasks", LOCATION, "the tasks", Owner()), preview=preview)

    assert role_of(graph) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
            }
        ],
    }
    role = graph.one(ROLE, "task-role")
    assert role.inputs["description"] == "the tasks"
    assert role.parent == graph.one("test:index:Owner").urn


def test_a_role_for_a_service_that_does_not_say_its_account_has_no_condition() -> None:
    graph = run(lambda: service_role("flow", "vpc-flow-logs", LOCATION, "d", Owner(), same_account=False))

    assert "Condition" not in role_of(graph)["Statement"][0]


def test_a_grant_belongs_to_its_role_and_can_be_read_at_preview() -> None:
    def program() -> None:
        owner = Owner()
        role = service_role("task-role", "ecs-tasks", LOCATION, "the tasks", owner)
        condition = {"Bool": {"aws:SecureTransport": "true"}}
        send = allow(["sqs:SendMessage"], [LOCATION.arn("sqs", "orders")], condition)
        grant("send", role, send, allow(["sqs:ReceiveMessage"], ["*"]), parent=owner)

    graph = run(program)
    policy = graph.one(POLICY, "send")

    assert json.loads(policy.inputs["policy"])["Statement"] == [
        {
            "Effect": "Allow",
            "Action": ["sqs:SendMessage"],
            "Resource": ["arn:aws:sqs:us-east-1:123456789012:orders"],
            "Condition": {"Bool": {"aws:SecureTransport": "true"}},
        },
        {"Effect": "Allow", "Action": ["sqs:ReceiveMessage"], "Resource": ["*"]},
    ]
    assert policy.property_dependencies["role"] == {graph.one(ROLE).urn}
    assert policy.parent == graph.one("test:index:Owner").urn


@pytest.mark.parametrize("preview", [True, False])
def test_a_document_keeps_what_it_depends_on(preview: bool) -> None:
    def program() -> None:
        queue = aws.sqs.Queue("orders")
        aws.iam.Policy("policy", policy=document(allow(["sqs:SendMessage"], [queue.arn])))

    graph = run(program, preview=preview)
    policy, queue = graph.one("aws:iam/policy:Policy"), graph.one("aws:sqs/queue:Queue")

    assert policy.property_dependencies["policy"] == {queue.urn}
    if preview:
        assert policy.inputs["policy"] == UNKNOWN
    else:
        assert json.loads(policy.inputs["policy"])["Statement"][0]["Resource"] == [queue.outputs["arn"]]

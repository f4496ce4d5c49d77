"""What policies allow, and which ARNs their patterns take in: the ground of the rules about rights."""

import json
from typing import Any

import pytest
from rules.logic import Truth
from rules.resource import Resource
from rules.security import arns
from rules.security.statements import allow, allows, allows_service, of_role, statements
from rules.stack import Stack
from rules.values import UNKNOWN

ORDERS = "arn:aws:sqs:us-east-1:123456789012:orders"
HIDDEN_ACCOUNT = f"arn:aws:sqs:us-east-1:{arns.HOLE}:orders"
SECRET = f"arn:aws:secretsmanager:us-east-1:123456789012:secret:db{arns.SECRET_SUFFIX}"
PROVIDER = {"region": "us-east-1"}


@pytest.mark.parametrize(
    ("pattern", "arn", "truth"),
    [
        ("*", ORDERS, True),
        (ORDERS, ORDERS, True),
        ("arn:aws:sqs:*:*:ord*", ORDERS, True),
        ("arn:aws:sqs:us-east-1:123456789012:order?", ORDERS, True),
        ("arn:aws:sqs:us-east-1:123456789012:order", ORDERS, False),
        ("arn:aws:sqs:eu-west-1:*:orders", ORDERS, False),
        (f"{ORDERS}*s", ORDERS, False),
        ("*" * 60 + "x", ORDERS, False),
        (UNKNOWN, ORDERS, UNKNOWN),
        ("arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:orders", ORDERS, UNKNOWN),
        (ORDERS, HIDDEN_ACCOUNT, True),
        ("arn:aws:sqs:us-east-1:123456789012:other", HIDDEN_ACCOUNT, False),
        (ORDERS, arns.HOLE, UNKNOWN),
        ("*", arns.HOLE, True),
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:db-??????", SECRET, True),
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:db-*", SECRET, True),
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf", SECRET, UNKNOWN),
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:db", SECRET, False),
        ("*", arns.NO_RESOURCE, True),
        (ORDERS, arns.NO_RESOURCE, False),
    ],
)
def test_pattern_takes_in_an_arn(pattern: Any, arn: str, truth: Truth) -> None:
    assert arns.matches(pattern, arn) is truth


def _policy(*items: Any) -> Resource:
    policy = json.dumps({"Statement": items[0] if len(items) == 1 else list(items)})
    return _resource("aws:iam/rolePolicy:RolePolicy", "rights", role="app", policy=policy)


def _resource(token: str, logical: str, **outputs: Any) -> Resource:
    return Resource(urn=f"urn:{logical}", type=token, name=logical, outputs=outputs, provider=PROVIDER)


@pytest.mark.parametrize(
    ("items", "truth"),
    [
        ([{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}], True),
        ([{"Effect": "Allow", "Action": ["SQS:ReceiveMessage"], "Resource": [ORDERS]}], True),
        ([{"Effect": "Allow", "NotAction": "sqs:Delete*", "Resource": "*"}], True),
        ([{"Effect": "Allow", "NotAction": "sqs:Receive*", "Resource": "*"}], False),
        ([{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:sqs:*:*:ord*"}], False),
        ([{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}], False),
        ([{"Effect": "Allow", "Action": "sqs:*", "Resource": None}], False),
        (["odd", {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}], UNKNOWN),
        (
            [
                {"Effect": "Allow", "Action": "*", "Resource": "*"},
                {"Effect": "Deny", "Action": "sqs:Receive*", "Resource": ORDERS},
            ],
            False,
        ),
        (
            [
                {"Effect": "Allow", "Action": "*", "Resource": "*"},
                {
                    "Effect": "Deny",
                    "Action": "*",
                    "Resource": "*",
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                },
            ],
            True,
        ),
    ],
)
def test_statements_allow_an_action(items: list[Any], truth: Truth) -> None:
    assert allow(statements(_policy(*items), "policy"), "sqs:ReceiveMessage", ORDERS) is truth


def test_policy_that_cannot_be_read_may_allow_and_deny() -> None:
    hidden = _resource("aws:iam/policy:Policy", "rights", policy="{not json")
    assert allow(statements(hidden, "policy"), "sqs:SendMessage", ORDERS) is UNKNOWN
    assert statements(_resource("aws:iam/policy:Policy", "none"), "policy") == ()


@pytest.mark.parametrize(
    ("attached", "truth"),
    [
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole", True),
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", False),
        ("arn:aws:iam::aws:policy/SomethingElse", UNKNOWN),
        ("arn:aws:iam::123456789012:policy/of-another-stack", UNKNOWN),
        (None, False),
    ],
)
def test_role_has_the_rights_of_what_is_attached(attached: str | None, truth: Truth) -> None:
    role = _resource("aws:iam/role:Role", "app", name="app")
    attachment = _resource(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "rights", role="app", policyArn=attached
    )
    assert allows(Stack([role, attachment]), role, "sqs:ReceiveMessage", ORDERS) is truth


def test_rights_that_may_be_a_roles_leave_it_open_what_it_may() -> None:
    role = _resource("aws:iam/role:Role", "app", name="app")
    elsewhere = _resource("aws:iam/rolePolicy:RolePolicy", "rights", role=UNKNOWN, policy="{}")
    assert of_role(Stack([role]), role) == ()
    assert allows(Stack([role]), role, "sqs:ReceiveMessage", ORDERS) is False
    assert allows(Stack([role, elsewhere]), role, "sqs:ReceiveMessage", ORDERS) is UNKNOWN


@pytest.mark.parametrize(
    ("principal", "truth"),
    [
        ({"Service": "sns.amazonaws.com"}, True),
        ({"Service": ["events.amazonaws.com", "sns.amazonaws.com"]}, True),
        ("*", True),
        ({"AWS": "*"}, True),
        ({"Service": "s3.amazonaws.com"}, False),
        ({"AWS": "arn:aws:iam::123456789012:root"}, False),
        (None, False),
    ],
)
def test_policy_of_a_key_lets_a_service_in(principal: Any, truth: Truth) -> None:
    item = {"Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}
    found = statements(_policy(item), "policy")
    assert allows_service(found, "sns.amazonaws.com", "kms:Decrypt") is truth

"""A generated secret as it reaches AWS, and what becomes of its value."""

import dataclasses
import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components import iam
from components.generated_secret import GeneratedSecret, GeneratedSecretArgs
from components.naming import Location
from offline.aws import invokes
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, Resource, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ARGS = GeneratedSecretArgs(location=LOCATION, secret_name="floodgate-prod-token", description="Opens the cache")
KEY = "arn:aws:kms:us-east-1:123456789012:key/5a2d8b0e-0000-4000-8000-000000000000"
SECRET = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
CONSUMER = "aws:ssm/parameter:Parameter"
PARTIAL_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:floodgate-prod-token"


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        secret = GeneratedSecret("main-token", dataclasses.replace(ARGS, **changes))
        pulumi.export("arn", secret.arn)
        pulumi.export("partial_arn", secret.partial_arn)
        aws.ssm.Parameter("current", type="SecureString", value=secret.value)
        role = iam.service_role("tasks", "ecs-tasks", LOCATION, "tasks", parent=secret)
        secret.grant_read("api", role)

    return run(program, preview=preview)


def version(made: Graph) -> Resource:
    return made.one(VERSION, "main-token-version")


def statements(made: Graph) -> list[dict[str, Any]]:
    policy = made.one("aws:iam/rolePolicy:RolePolicy", "main-token-read-api").inputs["policy"]
    found = json.loads(policy)["Statement"]
    assert isinstance(found, list)
    return found


def test_the_secret_has_its_name_and_can_be_had_back_for_a_month() -> None:
    made = graph().one(SECRET, "main-token-secret").inputs
    assert made["name"] == "floodgate-prod-token"
    assert made["description"] == "Opens the cache"
    assert made["recoveryWindowInDays"] == 30
    assert made["tags"] == {"Name": "main-token"}
    assert "kmsKeyId" not in made


def test_the_value_is_letters_and_digits_that_aws_made_up() -> None:
    value = version(graph()).inputs["secretStringWo"]
    assert len(value) == 64
    assert value.isalnum()


@pytest.mark.parametrize("length", [16, 128])
def test_aws_is_asked_for_no_punctuation_and_the_length_wanted(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    answer = invokes.ANSWERS["getRandomPassword"]
    monkeypatch.setitem(
        invokes.ANSWERS, "getRandomPassword", lambda args, place: asked.append(dict(args)) or answer(args, place)
    )
    graph(length=length)
    assert asked == [{"passwordLength": length, "excludePunctuation": True}]


@pytest.mark.parametrize("preview", [True, False])
def test_the_value_is_sent_write_only_and_only_with_a_new_version(preview: bool) -> None:
    made = version(graph(preview=preview, version=3))
    assert made.inputs["secretStringWoVersion"] == 3
    assert "secretString" not in made.inputs
    assert "secretStringWo" not in made.outputs


@pytest.mark.parametrize("preview", [True, False])
def test_the_value_is_a_secret_wherever_it_goes(preview: bool) -> None:
    made = graph(preview=preview, version=2)
    assert "secretStringWo" in version(made).secrets
    consumer = made.one(CONSUMER)
    assert "value" in consumer.secrets or (preview and consumer.inputs["value"] == UNKNOWN)
    for component in made.of_type("floodgate:index:GeneratedSecret"):
        assert set(component.outputs) == {"arn", "partial_arn"}


def test_what_is_handed_on_is_the_stored_value_not_the_one_made_up_in_this_run() -> None:
    made = graph(preview=False)
    handed = made.one(CONSUMER, "current").inputs["value"]
    assert handed.startswith("simulated-")
    assert handed != version(made).inputs["secretStringWo"]


def test_it_is_read_by_the_version_that_was_just_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    answer = invokes.ANSWERS["getSecretVersion"]
    monkeypatch.setitem(
        invokes.ANSWERS, "getSecretVersion", lambda args, place: asked.append(dict(args)) or answer(args, place)
    )
    made = graph(preview=False, version=2)
    assert asked == [{"secretId": made.one(SECRET).outputs["arn"], "versionId": version(made).outputs["versionId"]}]


def test_at_a_first_preview_the_value_is_unknown_and_still_linked_to_its_version() -> None:
    made = graph()
    consumer = made.one(CONSUMER, "current")
    assert consumer.inputs["value"] == UNKNOWN
    assert version(made).urn in consumer.property_dependencies["value"]


def test_nothing_warns() -> None:
    assert graph(preview=False, version=2).log == []


def test_the_name_and_the_partial_arn_are_known_at_preview() -> None:
    made = graph()
    assert made.exports["partial_arn"] == PARTIAL_ARN
    assert made.exports["arn"] == UNKNOWN
    assert graph(preview=False).exports["arn"].startswith(f"{PARTIAL_ARN}-")


def test_a_role_may_read_this_secret_and_nothing_else() -> None:
    made = graph()
    assert statements(made) == [
        {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": [f"{PARTIAL_ARN}-??????"]}
    ]
    policy = made.one("aws:iam/rolePolicy:RolePolicy", "main-token-read-api")
    assert policy.property_dependencies["role"] == {made.one("aws:iam/role:Role", "tasks").urn}


def test_with_a_key_the_secret_is_encrypted_with_it_and_a_reader_may_decrypt_through_secrets_manager() -> None:
    made = graph(key_arn=KEY)
    assert made.one(SECRET).inputs["kmsKeyId"] == KEY
    assert statements(made)[1] == {
        "Effect": "Allow",
        "Action": ["kms:Decrypt"],
        "Resource": [KEY],
        "Condition": {"StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}},
    }


def test_a_secret_may_be_gone_at_once() -> None:
    assert graph(recovery_window_days=0).one(SECRET).inputs["recoveryWindowInDays"] == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret_name": "prod token"}, "may hold only letters"),
        ({"secret_name": "floodgate-prod-secret"}, "a hyphen and six characters"),
        ({"length": 15}, "choose 16 to 128"),
        ({"length": 129}, "choose 16 to 128"),
        ({"version": 0}, "counts from 1"),
        ({"recovery_window_days": 6}, "must be 0 or between 7 and 30"),
        ({"recovery_window_days": 31}, "must be 0 or between 7 and 30"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)

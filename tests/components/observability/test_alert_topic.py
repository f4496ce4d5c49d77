"""The topic: encrypted, and still heard by AWS's own services and nobody else's."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.naming import Location
from components.observability import AlertTopic, AlertTopicArgs, Publisher
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ARN = "arn:aws:sns:us-east-1:123456789012:floodgate-prod-alerts"
KEY, TOPIC, POLICY, SUBSCRIPTION = (
    "aws:kms/key:Key",
    "aws:sns/topic:Topic",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sns/topicSubscription:TopicSubscription",
)
ALL = (Publisher.ALARMS, Publisher.BUDGETS, Publisher.COST_ANOMALIES)
OURS = {"StringEquals": {"aws:SourceAccount": "123456789012"}}


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        arguments: dict[str, Any] = {"location": LOCATION, "topic_name": "floodgate-prod-alerts", **changes}
        topic = AlertTopic("main-alerts", AlertTopicArgs(**arguments))
        aws.ssm.Parameter("user", type="String", value=topic.topic_arn)
        pulumi.export("key", topic.key_arn)

    return run(program, preview=preview)


def statements(made: Graph, token: str) -> dict[str, dict[str, Any]]:
    return {s["Sid"]: s for s in json.loads(made.one(token).inputs["policy"])["Statement"]}


def test_the_topic_is_encrypted_with_a_key_of_its_own_that_rotates() -> None:
    made = graph()
    key = made.one(KEY)
    assert made.one(TOPIC).property_dependencies["kmsMasterKeyId"] == {key.urn}
    assert key.inputs["enableKeyRotation"] is True
    assert key.inputs["deletionWindowInDays"] == 30
    assert made.one("aws:kms/alias:Alias").inputs["name"] == "alias/floodgate-prod-alerts"


@pytest.mark.parametrize("preview", [True, False])
def test_alarms_may_use_the_key_and_publish(preview: bool) -> None:
    made = graph(preview=preview)
    use = statements(made, KEY)["UseAlarms"]
    assert use["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert use["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
    assert "Condition" not in use
    publish = statements(made, POLICY)["PublishAlarms"]
    assert publish["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert (publish["Action"], publish["Resource"], publish["Condition"]) == ("sns:Publish", ARN, OURS)


def test_budgets_and_anomalies_may_only_where_asked() -> None:
    assert set(statements(graph(), KEY)) == {"Administrate", "UseAlarms"}
    made = graph(publishers=ALL)
    keys, policies = statements(made, KEY), statements(made, POLICY)
    for name, service in (("Budgets", "budgets"), ("CostAnomalies", "costalerts")):
        assert keys[f"Use{name}"]["Principal"] == {"Service": f"{service}.amazonaws.com"}
        assert keys[f"Use{name}"]["Condition"] == OURS
        assert policies[f"Publish{name}"]["Principal"] == {"Service": f"{service}.amazonaws.com"}


def test_the_account_keeps_hold_of_its_key() -> None:
    administrate = statements(graph(), KEY)["Administrate"]
    assert administrate["Principal"] == {"AWS": "arn:aws:iam::123456789012:root"}
    assert administrate["Action"] == "kms:*"


def test_nobody_publishes_without_tls() -> None:
    refusal = statements(graph(), POLICY)["TlsOnly"]
    assert (refusal["Effect"], refusal["Action"], refusal["Principal"]) == ("Deny", "sns:Publish", "*")


def test_people_and_paging_services_listen() -> None:
    made = graph(email_addresses=["oncall@example.com"], https_endpoints={"pager": "https://pager.example.com/x"})
    mail, pager = made.one(SUBSCRIPTION, "main-alerts-oncall@example.com"), made.one(SUBSCRIPTION, "main-alerts-pager")
    assert (mail.inputs["protocol"], mail.inputs["endpoint"]) == ("email", "oncall@example.com")
    assert "endpointAutoConfirms" not in mail.inputs
    assert (pager.inputs["protocol"], pager.inputs["endpointAutoConfirms"]) == ("https", True)
    assert mail.property_dependencies["topic"] == {made.one(TOPIC).urn}


def test_an_endpoint_may_be_a_secret() -> None:
    secret = pulumi.Output.secret
    made = run(
        lambda: AlertTopic(
            "main-alerts",
            AlertTopicArgs(
                location=LOCATION, topic_name="alerts", https_endpoints={"pager": secret("https://pager.example.com/x")}
            ),
        )
    )
    assert "endpoint" in made.one(SUBSCRIPTION).secrets


def test_who_has_the_topic_can_publish() -> None:
    made = graph()
    user = made.one("aws:ssm/parameter:Parameter")
    assert user.inputs["value"] == ARN
    assert made.one(POLICY).urn in user.property_dependencies["value"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"publishers": []}, "name at least one"),
        ({"email_addresses": ["oncall"]}, "write name@domain"),
        ({"email_addresses": ["a@b.c", "a@b.c"]}, "names somebody twice"),
        ({"https_endpoints": {"pager": "http://pager.example.com"}}, "must begin with https://"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        AlertTopicArgs(location=LOCATION, topic_name="alerts", **change)

"""The anomaly watch: what is watched, from how much on, who is told and when."""

import dataclasses
import json
from typing import Any

import pulumi
import pytest

from components.cost import AnomalyWatch, AnomalyWatchArgs, CostTag
from offline.recorder import Graph, run

TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts"
ARGS = AnomalyWatchArgs(watch_name="floodgate-prod", minimum_usd=100, topic_arn=TOPIC)
MONITOR, SUBSCRIPTION = (
    "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
    "aws:costexplorer/anomalySubscription:AnomalySubscription",
)


def graph(**changes: Any) -> Graph:
    def program() -> None:
        pulumi.export("arn", AnomalyWatch("stack-watch", dataclasses.replace(ARGS, **changes)).monitor_arn)

    return run(program, preview=False)


def test_without_a_tag_each_service_of_the_account_is_watched() -> None:
    made = graph()
    monitor = made.one(MONITOR)
    assert (monitor.inputs["monitorType"], monitor.inputs["monitorDimension"]) == ("DIMENSIONAL", "SERVICE")
    assert "monitorSpecification" not in monitor.inputs
    assert made.exports["arn"] == monitor.outputs["arn"]


def test_with_a_tag_only_what_carries_it() -> None:
    monitor = graph(tag=CostTag(key="user:Project", values=["floodgate"])).one(MONITOR).inputs
    assert monitor["monitorType"] == "CUSTOM"
    assert "monitorDimension" not in monitor
    assert json.loads(monitor["monitorSpecification"]) == {
        "And": None,
        "CostCategories": None,
        "Dimensions": None,
        "Not": None,
        "Or": None,
        "Tags": {"Key": "user:Project", "MatchOptions": None, "Values": ["floodgate"]},
    }


def test_a_topic_is_told_at_once_from_the_least_sum_on() -> None:
    made = graph()
    subscription = made.one(SUBSCRIPTION)
    assert subscription.inputs["frequency"] == "IMMEDIATE"
    assert subscription.inputs["subscribers"] == [{"type": "SNS", "address": TOPIC}]
    assert subscription.inputs["thresholdExpression"] == {
        "dimension": {
            "key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
            "matchOptions": ["GREATER_THAN_OR_EQUAL"],
            "values": ["100"],
        }
    }
    assert subscription.property_dependencies["monitorArnLists"] == {made.one(MONITOR).urn}


def test_people_get_a_mail_once_a_day() -> None:
    made = graph(topic_arn=None, email_addresses=["a@example.com", "b@example.com"]).one(SUBSCRIPTION).inputs
    assert made["frequency"] == "DAILY"
    assert [s["type"] for s in made["subscribers"]] == ["EMAIL", "EMAIL"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"minimum_usd": 0}, "make it above 0"),
        ({"topic_arn": None}, "either topic_arn or email_addresses"),
        ({"email_addresses": ["a@example.com"]}, "either topic_arn or email_addresses"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)


def test_a_tag_needs_values() -> None:
    with pytest.raises(ValueError, match="say which of them count"):
        CostTag(key="Project", values=[])

"""The budget: what is told, to whom, about what."""

import dataclasses
from typing import Any

import pulumi
import pytest

from components.cost import Budget, BudgetArgs
from offline.recorder import run

TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts"
ARGS = BudgetArgs(budget_name="floodgate-prod", monthly_usd=12_000, topic_arn=TOPIC)
BUDGET = "aws:budgets/budget:Budget"


def budget(**changes: Any) -> dict[str, Any]:
    def program() -> None:
        pulumi.export("name", Budget("stack-budget", dataclasses.replace(ARGS, **changes)).budget_name)

    made = run(program)
    assert made.exports == {"name": "floodgate-prod"}
    return made.one(BUDGET, "stack-budget-budget").inputs


def test_it_is_a_monthly_limit_on_what_the_account_costs() -> None:
    made = budget()
    assert (made["name"], made["budgetType"], made["timeUnit"]) == ("floodgate-prod", "COST", "MONTHLY")
    assert (made["limitAmount"], made["limitUnit"]) == ("12000.00", "USD")
    assert "costFilters" not in made


def test_people_hear_of_what_was_spent_and_of_what_will_be() -> None:
    told = [(n["notificationType"], n["threshold"]) for n in budget()["notifications"]]
    assert told == [("ACTUAL", 100), ("ACTUAL", 110), ("FORECASTED", 100), ("FORECASTED", 120)]
    for notification in budget()["notifications"]:
        assert notification["subscriberSnsTopicArns"] == [TOPIC]
        assert (notification["comparisonOperator"], notification["thresholdType"]) == ("GREATER_THAN", "PERCENTAGE")
        assert "subscriberEmailAddresses" not in notification


def test_or_by_mail() -> None:
    (notification,) = budget(
        topic_arn=None, email_addresses=["cost@example.com"], spent_percents=[], forecast_percents=[90]
    )["notifications"]
    assert notification["subscriberEmailAddresses"] == ["cost@example.com"]
    assert "subscriberSnsTopicArns" not in notification


def test_it_can_be_about_what_carries_a_tag() -> None:
    assert budget(tags={"Stack": "prod", "Project": "floodgate"})["costFilters"] == [
        {"name": "TagKeyValue", "values": ["user:Project$floodgate", "user:Stack$prod"]}
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"monthly_usd": 0}, "make it above 0"),
        ({"spent_percents": [10, 20, 30, 40]}, "1 to 5 thresholds, this one 6"),
        ({"spent_percents": [], "forecast_percents": []}, "this one 0"),
        ({"spent_percents": [0]}, "above 0"),
        ({"topic_arn": None}, "nobody would hear of the budget"),
        ({"email_addresses": [f"a{i}@example.com" for i in range(11)]}, "10 addresses at most"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)

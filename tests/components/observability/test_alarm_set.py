"""Alarms as they reach AWS: what they look at, when they go off, whom they tell and what they say."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pytest

from components.naming import Location
from components.observability import (
    AlarmSet,
    AlarmSetArgs,
    AlarmSpec,
    Comparison,
    Metric,
    MissingData,
    Severity,
    distribution_alarms,
    percent_of,
)
from offline.recorder import Graph, run

US = Location(region="us-east-1", account_id="123456789012")
EUROPE = Location(region="eu-west-1", account_id="123456789012")
PAGE = "arn:aws:sns:us-east-1:123456789012:page"
TICKET = "arn:aws:sns:us-east-1:123456789012:ticket"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"


def metric(name: str, statistic: str = "Sum") -> Metric:
    return Metric(namespace="AWS/Demo", name=name, statistic=statistic, dimensions={"Thing": "one"})


PLAIN = AlarmSpec(
    summary="It is too much.",
    runbook="too-much",
    severity=Severity.PAGE,
    metrics={"much": metric("Much", "Average")},
    threshold=10,
    missing_data=MissingData.BAD,
    evaluation_periods=5,
    datapoints_to_alarm=3,
    period_seconds=300,
)
SLOW = dataclasses.replace(PLAIN, metrics={"slow": metric("Slow", "p99")}, severity=Severity.TICKET)
RATIO = dataclasses.replace(
    PLAIN,
    metrics={"all": metric("All"), "bad": metric("Bad")},
    expression=percent_of("bad", "all", at_least=5),
    datapoints_to_alarm=None,
    period_seconds=60,
)


def graph(
    alarms: Mapping[str, AlarmSpec],
    then: Callable[[AlarmSet], None] = lambda made: None,
    *,
    preview: bool = True,
    **changes: Any,
) -> Graph:
    def program() -> None:
        arguments: dict[str, Any] = {
            "location": US,
            "name_prefix": "floodgate-prod-api",
            "alarms": alarms,
            "page_topic_arn": PAGE,
            **changes,
        }
        then(AlarmSet("main-api", AlarmSetArgs(**arguments)))

    return run(program, preview=preview)


def alarm(spec: AlarmSpec, **changes: Any) -> dict[str, Any]:
    return graph({"demo": spec}, **changes).one(ALARM, "main-api-demo").inputs


def test_a_plain_alarm_has_its_metric_whole() -> None:
    made = alarm(PLAIN)
    assert (made["namespace"], made["metricName"], made["statistic"]) == ("AWS/Demo", "Much", "Average")
    assert made["dimensions"] == {"Thing": "one"}
    assert (made["period"], made["evaluationPeriods"], made["datapointsToAlarm"]) == (300, 5, 3)
    assert (made["comparisonOperator"], made["threshold"]) == ("GreaterThanThreshold", 10)
    assert made["treatMissingData"] == "breaching"
    assert not {"metricQueries", "extendedStatistic", "evaluateLowSampleCountPercentiles"} & set(made)


def test_a_percentile_is_not_believed_of_a_few_requests() -> None:
    made = alarm(SLOW)
    assert made["extendedStatistic"] == "p99"
    assert "statistic" not in made
    assert made["evaluateLowSampleCountPercentiles"] == "ignore"


def test_a_ratio_is_metric_math_over_both_its_parts() -> None:
    made = alarm(RATIO)
    whole, part, result = made["metricQueries"]
    assert (whole["id"], part["id"]) == ("all", "bad")
    assert whole["metric"] == {
        "namespace": "AWS/Demo",
        "metricName": "All",
        "stat": "Sum",
        "period": 60,
        "dimensions": {"Thing": "one"},
    }
    assert result == {
        "id": "result",
        "expression": "IF(all >= 5, 100 * bad / all, 0)",
        "label": "It is too much.",
        "returnData": True,
    }
    assert not {"metricName", "namespace", "period", "statistic", "dimensions"} & set(made)
    assert made["datapointsToAlarm"] == 5


def test_a_silent_alarm_tells_nobody() -> None:
    made = alarm(dataclasses.replace(PLAIN, severity=Severity.SILENT), ticket_topic_arn=TICKET)
    assert not {"alarmActions", "okActions"} & set(made)
    assert made["tags"]["Severity"] == "silent"


def test_its_settings_are_one_text_that_changes_with_them() -> None:
    def settings(**changes: Any) -> str:
        spec = dataclasses.replace(PLAIN, **changes)
        made = graph({"demo": spec}, lambda found: pulumi.export("settings", found.settings_of("demo")))
        return str(made.exports["settings"])

    assert '"Much", "Average"' in settings()
    others = {"threshold": 11, "evaluation_periods": 6, "period_seconds": 60, "missing_data": MissingData.GOOD}
    others |= {"metrics": {"much": metric("Other", "Average")}, "comparison": Comparison.BELOW}
    assert settings() not in [settings(**{what: value}) for what, value in others.items()]
    assert settings() == settings(summary="It is far too much.")


def test_it_tells_when_it_goes_off_and_when_it_is_over() -> None:
    made = alarm(PLAIN)
    assert made["alarmActions"] == made["okActions"] == [PAGE]


def test_what_can_wait_goes_to_who_looks_in_the_morning() -> None:
    assert alarm(SLOW, ticket_topic_arn=TICKET)["alarmActions"] == [TICKET]
    assert alarm(PLAIN, ticket_topic_arn=TICKET)["alarmActions"] == [PAGE]
    assert alarm(SLOW)["alarmActions"] == [PAGE]


def test_its_text_says_what_it_means_and_where_it_says_what_to_do() -> None:
    assert alarm(PLAIN)["alarmDescription"] == "It is too much. Runbook: docs/runbooks/too-much.md"
    there = alarm(PLAIN, runbooks="https://git.example.com/floodgate/docs/runbooks")["alarmDescription"]
    assert there.endswith("https://git.example.com/floodgate/docs/runbooks/too-much.md")


def test_names_are_known_before_the_alarms_exist_and_depend_on_them() -> None:
    def use(made: AlarmSet) -> None:
        pulumi.export("all", made.alarm_names)
        pulumi.export("arn", made.arn_of("demo"))
        pulumi.export("listed", made.names())

    made = graph({"demo": PLAIN, "slow": SLOW}, use)
    assert made.exports == {
        "all": {"demo": "floodgate-prod-api-demo", "slow": "floodgate-prod-api-slow"},
        "arn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:floodgate-prod-api-demo",
        "listed": ["floodgate-prod-api-demo", "floodgate-prod-api-slow"],
    }


def test_the_arn_is_the_one_that_aws_gives() -> None:
    made = graph({"demo": PLAIN}, lambda alarms: pulumi.export("arn", alarms.arn_of("demo")), preview=False)
    assert made.exports["arn"] == made.one(ALARM).outputs["arn"]


def test_alarms_of_the_distribution_are_where_its_metrics_are() -> None:
    edge = distribution_alarms(distribution_id="E2QWRUHAPOMQZL")
    assert len(graph(edge).of_type(ALARM)) == 1
    with pytest.raises(ValueError, match="in us-east-1 only, not in eu-west-1"):
        AlarmSetArgs(location=EUROPE, name_prefix="p", alarms=edge, page_topic_arn=PAGE)


def test_a_name_that_cloudwatch_refuses_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 255"):
        AlarmSetArgs(location=US, name_prefix="p" * 251, alarms={"demo": PLAIN}, page_topic_arn=PAGE)

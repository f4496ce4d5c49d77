"""What an alarm's description refuses, before any alarm exists."""

import dataclasses
from typing import Any

import pytest

from components.observability import AlarmSpec, Metric, MissingData, Severity, percent_of

METRIC = Metric(namespace="AWS/SQS", name="Age", statistic="Maximum", dimensions={"QueueName": "orders"})
SPEC = AlarmSpec(
    summary="Messages wait too long.",
    runbook="queue-age",
    severity=Severity.PAGE,
    metrics={"age": METRIC},
    threshold=300,
    missing_data=MissingData.GOOD,
)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"runbook": "Queue age"}, "must be the name of a page"),
        ({"metrics": {}}, "1 to 10 metrics, this one 0"),
        ({"metrics": {f"m{n}": METRIC for n in range(11)}, "expression": "m0"}, "this one 11"),
        ({"metrics": {"age": dataclasses.replace(METRIC, dimensions={})}}, "Age has no dimensions: say which resource"),
        ({"metrics": {"Age": METRIC}}, "begin with a lower-case letter"),
        ({"metrics": {"a": METRIC, "b": METRIC}}, "say by an expression what they amount to"),
        ({"metrics": {"a": METRIC, "b": METRIC}, "expression": "a / 2"}, "does not use b"),
        ({"period_seconds": 45}, "10, 20, 30 or a multiple of 60"),
        ({"period_seconds": 90}, "10, 20, 30 or a multiple of 60"),
        ({"period_seconds": 3600, "evaluation_periods": 25}, "a day at most"),
        ({"datapoints_to_alarm": 4}, r"datapoints_to_alarm \(4\) must be between 1 and evaluation_periods \(3\)"),
        ({"evaluation_periods": 0}, "between 1 and"),
    ],
)
def test_a_description_that_cannot_work_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(SPEC, **change)


@pytest.mark.parametrize("statistic", ["Average", "p99", "p99.9", "SampleCount"])
def test_statistics_and_percentiles_are_taken(statistic: str) -> None:
    assert dataclasses.replace(METRIC, statistic=statistic).statistic == statistic


@pytest.mark.parametrize("statistic", ["average", "p", "p100", "Mean"])
def test_other_statistics_are_refused(statistic: str) -> None:
    with pytest.raises(ValueError, match="write Average, Maximum"):
        dataclasses.replace(METRIC, statistic=statistic)


def test_a_short_period_may_be_a_part_of_a_minute() -> None:
    assert dataclasses.replace(SPEC, period_seconds=10).period_seconds == 10


def test_a_rate_of_next_to_nothing_is_zero() -> None:
    assert percent_of("errors", "requests", at_least=100) == "IF(requests >= 100, 100 * errors / requests, 0)"

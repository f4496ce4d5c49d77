"""How many requests are traced."""

import dataclasses
from typing import Any

import pulumi
import pytest

from components.observability import TraceSampling, TraceSamplingArgs, sampling_rate
from offline.recorder import run

RULE = "aws:xray/samplingRule:SamplingRule"
ARGS = TraceSamplingArgs(rule_name="floodgate-prod", requests_per_second=10_000)


def rules(**changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    def program() -> None:
        pulumi.export("rate", TraceSampling("main-traces", dataclasses.replace(ARGS, **changes)).fixed_rate)

    made = run(program)
    health, requests = made.one(RULE, "main-traces-health").inputs, made.one(RULE, "main-traces-requests").inputs
    assert made.exports["rate"] == requests["fixedRate"]
    return health, requests


@pytest.mark.parametrize(
    ("requests", "traces", "reservoir", "rate"),
    [(10_000, 10, 1, 0.0009), (100, 10, 0, 0.1), (5, 10, 1, 1.0), (1, 10, 1, 1.0), (100_000, 10, 1, 0.00009)],
)
def test_the_rate_gives_so_many_traces_a_second(requests: float, traces: float, reservoir: int, rate: float) -> None:
    found = sampling_rate(requests_per_second=requests, traces_per_second=traces, reservoir_per_second=reservoir)
    assert found == pytest.approx(rate, abs=1e-6)


def test_everything_but_health_checks_is_sampled_at_that_rate() -> None:
    health, requests = rules()
    assert (health["urlPath"], health["fixedRate"], health["reservoirSize"]) == ("/health", 0, 0)
    assert (requests["urlPath"], requests["reservoirSize"]) == ("*", 1)
    assert requests["fixedRate"] == pytest.approx(0.0009)
    assert health["priority"] < requests["priority"]
    assert (health["ruleName"], requests["ruleName"]) == ("floodgate-prod-health", "floodgate-prod")
    for rule in (health, requests):
        parts = ("host", "httpMethod", "resourceArn", "serviceName", "serviceType")
        assert {rule[part] for part in parts} == {"*"}
        assert rule["version"] == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rule_name": "r" * 26}, "longer than 32"),
        ({"requests_per_second": 0}, "above 0"),
        ({"traces_per_second": 0}, "above 0"),
        ({"reservoir_per_second": 11}, r"reservoir_per_second \(11\) is above traces_per_second \(10\)"),
        ({"priority": 9999}, "between 1 and 9998"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)

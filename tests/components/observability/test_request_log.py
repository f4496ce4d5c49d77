"""The line that services write: metrics of it, and questions about it."""

import re
from typing import Any

import pulumi
import pytest

from components.observability import (
    QUESTIONS,
    RequestMetrics,
    RequestMetricsArgs,
    SavedQueries,
    SavedQueriesArgs,
    request_alarms,
)
from offline.recorder import Graph, run

FILTER, QUERY = "aws:cloudwatch/logMetricFilter:LogMetricFilter", "aws:cloudwatch/queryDefinition:QueryDefinition"
FIELDS = {"event", "service", "method", "duration_ms", "status", "error", "trace_id", "user_id_hash"}


def metrics() -> Graph:
    def program() -> None:
        args = RequestMetricsArgs(log_group_name="/ecs/floodgate-prod-api", namespace="floodgate-prod")
        pulumi.export("namespace", RequestMetrics("main-api", args).namespace)

    return run(program)


@pytest.mark.parametrize(
    ("name", "pattern", "metric", "value", "unit"),
    [
        ("count", '{ $.event = "request" }', "Requests", "1", "Count"),
        ("errors", '{ ($.event = "request") && ($.status = "error") }', "RequestErrors", "1", "Count"),
        ("duration", '{ $.event = "request" }', "RequestDuration", "$.duration_ms", "Milliseconds"),
    ],
)
def test_requests_errors_and_durations_are_counted(name: str, pattern: str, metric: str, value: str, unit: str) -> None:
    made = metrics().one(FILTER, f"main-api-{name}").inputs
    assert made["logGroupName"] == "/ecs/floodgate-prod-api"
    assert made["pattern"] == pattern
    assert made["metricTransformation"] == {
        "name": metric,
        "namespace": "floodgate-prod",
        "value": value,
        "unit": unit,
        "dimensions": {"Service": "$.service"},
    }


def test_the_alarms_look_at_exactly_these_metrics() -> None:
    made = {f.inputs["metricTransformation"]["name"] for f in metrics().of_type(FILTER)}
    specs = request_alarms(namespace="floodgate-prod", service="api", duration_milliseconds=1).values()
    watched = [metric for spec in specs for metric in spec.metrics.values()]
    assert {metric.name for metric in watched} == made
    assert {metric.namespace for metric in watched} == {"floodgate-prod"}
    assert {tuple(metric.dimensions) for metric in watched} == {("Service",)}


def test_the_namespace_is_ours() -> None:
    assert metrics().exports == {"namespace": "floodgate-prod"}
    with pytest.raises(ValueError, match="does not begin with AWS/"):
        RequestMetricsArgs(log_group_name="g", namespace="AWS/ECS")


def queries(count: int = 2) -> Graph:
    def program() -> None:
        groups = [f"/ecs/{n}" for n in range(count)]
        saved = SavedQueries("main-queries", SavedQueriesArgs(folder="floodgate-prod", log_group_names=groups))
        pulumi.export("folder", saved.folder)

    return run(program)


def test_every_question_is_saved_over_all_groups() -> None:
    made = queries().of_type(QUERY)
    assert {q.inputs["name"] for q in made} == {f"floodgate-prod/{question}" for question in QUESTIONS}
    assert {tuple(q.inputs["logGroupNames"]) for q in made} == {("/ecs/0", "/ecs/1")}
    assert queries().exports == {"folder": "floodgate-prod"}


def test_the_articles_two_questions_are_among_them() -> None:
    errors = queries().one(QUERY, "main-queries-errors-of-a-user").inputs["queryString"]
    assert 'status = "error" and user_id_hash = "USER-ID-HASH"' in errors
    assert "pct(duration_ms, 99) as p99 by bin(1m)" in QUESTIONS["p99-over-time"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_know_only_fields_that_are_written(question: str) -> None:
    query = QUESTIONS[question]
    aliases = set(re.findall(r"\bas (\w+)", query))
    words = {"fields", "filter", "stats", "sort", "limit", "by", "and", "desc", "asc", "as", "bin", "m", "count"}
    words |= {"sum", "avg", "pct", "latest", "strcontains"}
    without_texts = re.sub(r'"[^"]*"|@\w+', "", query)
    used: set[Any] = set(re.findall(r"[a-z_]\w*", without_texts)) - words - aliases
    assert used <= FIELDS


@pytest.mark.parametrize("count", [0, 51])
def test_a_query_over_no_group_or_too_many_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 50 log groups"):
        SavedQueriesArgs(folder="f", log_group_names=["g"] * count)

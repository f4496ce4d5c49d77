"""The dashboard draws what the alarms look at."""

import json
from typing import Any

import pulumi
import pytest

from components.observability import (
    Dashboard,
    DashboardArgs,
    DashboardSection,
    cache_alarms,
    queue_alarms,
    target_group_alarms,
)
from components.observability.dashboard import dashboard_body
from offline.recorder import run

SECTIONS = [
    DashboardSection(
        title="API",
        region="us-east-1",
        alarms=target_group_alarms(load_balancer="app/a/1", target_group="targetgroup/b/2"),
    ),
    DashboardSection(title="Nothing yet", region="us-east-1", alarms={}),
    DashboardSection(
        title="Orders", region="eu-west-1", alarms=queue_alarms(queue_name="orders", dlq_name="orders-dlq")
    ),
]


def widgets() -> dict[str, dict[str, Any]]:
    """The graphs by title."""
    body = json.loads(json.dumps(dashboard_body(SECTIONS)))
    return {w["properties"]["title"]: w for w in body["widgets"] if w["type"] == "metric"}


def test_every_alarm_has_a_graph_with_its_threshold() -> None:
    drawn = widgets()
    specs = {f"{section.title} {key}": spec for section in SECTIONS for key, spec in section.alarms.items()}
    assert set(drawn) == set(specs)
    for key, spec in specs.items():
        (line,) = drawn[key]["properties"]["annotations"]["horizontal"]
        assert line["value"] == spec.threshold


def test_a_metric_is_drawn_as_it_is() -> None:
    properties = widgets()["Orders age"]["properties"]
    assert properties["metrics"] == [
        [
            "AWS/SQS",
            "ApproximateAgeOfOldestMessage",
            "QueueName",
            "orders",
            {"id": "age", "stat": "Maximum", "visible": True},
        ]
    ]
    assert (properties["region"], properties["period"]) == ("eu-west-1", 60)


def test_of_a_ratio_only_the_result_is_shown() -> None:
    *parts, result = widgets()["API 5xx"]["properties"]["metrics"]
    assert [part[-1]["visible"] for part in parts] == [False, False]
    assert parts[0][:6] == [
        "AWS/ApplicationELB",
        "RequestCount",
        "LoadBalancer",
        "app/a/1",
        "TargetGroup",
        "targetgroup/b/2",
    ]
    assert result[0]["expression"].startswith("IF(requests >= 100")


def test_headings_and_graphs_are_in_order_and_do_not_cover_each_other() -> None:
    body = dashboard_body(SECTIONS)["widgets"]
    assert [w["properties"]["markdown"] for w in body if w["type"] == "text"] == [
        "## API",
        "## Nothing yet",
        "## Orders",
    ]
    cells = [
        (x, y) for w in body for x in range(w["x"], w["x"] + w["width"]) for y in range(w["y"], w["y"] + w["height"])
    ]
    assert len(cells) == len(set(cells))
    assert all(w["x"] >= 0 and w["x"] + w["width"] <= 24 for w in body)
    assert [w["y"] for w in body] == sorted(w["y"] for w in body)


@pytest.mark.parametrize("preview", [True, False])
def test_it_reaches_aws_as_one_document(preview: bool) -> None:
    def program() -> None:
        name = pulumi.Output.from_input("sessions")
        cache = DashboardSection(
            title="Cache",
            region="us-east-1",
            alarms=cache_alarms(replication_group_id=name, node_count=2, vcpus=2),
        )
        args = DashboardArgs(dashboard_name="floodgate-prod-overview-us-east-1", sections=[*SECTIONS, cache])
        pulumi.export("name", Dashboard("main-dashboard", args).dashboard_name)

    made = run(program, preview=preview)
    dashboard = made.one("aws:cloudwatch/dashboard:Dashboard").inputs
    assert dashboard["dashboardName"] == made.exports["name"] == "floodgate-prod-overview-us-east-1"
    body = json.loads(dashboard["dashboardBody"])
    (cpu,) = [w["properties"] for w in body["widgets"] if w["properties"].get("title") == "Cache cpu"]
    assert [line[3] for line in cpu["metrics"][:2]] == ["sessions-001", "sessions-002"]


def test_a_dashboard_without_sections_is_refused() -> None:
    with pytest.raises(ValueError, match="give it one at least"):
        DashboardArgs(dashboard_name="d", sections=[])

"""The dashboard: what the alarms look at, in the order that a request travels, each with its threshold as a line.

It is drawn from the same descriptions as the alarms are made of, so neither knows a metric that the other does not. It
owns nothing but the picture. The drawing is a calculation from descriptions to the structure that CloudWatch reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from components.observability.alarm import AlarmSpec

_COLUMNS = 24  # a CloudWatch dashboard's
_WIDTH, _HEIGHT = 8, 6  # three graphs a row
_TITLE_HEIGHT = 1
_RESULT = "result"


@dataclass(frozen=True, kw_only=True)
class DashboardSection:
    """One tier on the dashboard."""

    # Its heading.
    title: str
    # Region that its metrics are in.
    region: str
    # Its alarms by key, as given to AlarmSet.
    alarms: Mapping[str, AlarmSpec]


@dataclass(frozen=True, kw_only=True)
class DashboardArgs:
    """Arguments of Dashboard."""

    # Physical name; dashboards of all regions share one list, so it should hold the region.
    dashboard_name: str
    # The tiers from top to bottom.
    sections: Sequence[DashboardSection]

    def __post_init__(self) -> None:
        if not self.sections:
            raise ValueError("the dashboard has no sections: give it one at least")


class Dashboard(pulumi.ComponentResource):
    """A CloudWatch dashboard with a graph for each alarm.

    *Creates*: the dashboard.

    *Outputs*: ``dashboard_name``, known at preview.

    *Cost* (2026-11, us-east-1): 3.00 USD a month.

    *Rules that watch it*: none.
    """

    dashboard_name: pulumi.Output[str]

    def __init__(self, name: str, args: DashboardArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Dashboard", name, {}, opts)
        dashboard = aws.cloudwatch.Dashboard(
            f"{name}-dashboard",
            dashboard_name=args.dashboard_name,
            dashboard_body=pulumi.Output.json_dumps(dashboard_body(args.sections)),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.dashboard_name = dashboard.dashboard_name
        self.register_outputs({"dashboard_name": self.dashboard_name})


def dashboard_body(sections: Sequence[DashboardSection]) -> dict[str, Any]:
    """What CloudWatch draws: a heading for each section, and its graphs three to a row below it."""
    widgets: list[dict[str, Any]] = []
    top = 0
    for section in sections:
        widgets.append(_heading(section.title, top))
        top += _TITLE_HEIGHT
        graphs = [
            _graph(section, key, x=index * _WIDTH % _COLUMNS, y=top + index * _WIDTH // _COLUMNS * _HEIGHT)
            for index, key in enumerate(section.alarms)
        ]
        widgets += graphs
        top = max([top, *(graph["y"] + _HEIGHT for graph in graphs)])
    return {"widgets": widgets}


def _heading(title: str, y: int) -> dict[str, Any]:
    return {
        "type": "text",
        "x": 0,
        "y": y,
        "width": _COLUMNS,
        "height": _TITLE_HEIGHT,
        "properties": {"markdown": f"## {title}"},
    }


def _graph(section: DashboardSection, key: str, *, x: int, y: int) -> dict[str, Any]:
    spec = section.alarms[key]
    return {
        "type": "metric",
        "x": x,
        "y": y,
        "width": _WIDTH,
        "height": _HEIGHT,
        "properties": {
            "title": f"{section.title} {key}",
            "region": section.region,
            "view": "timeSeries",
            "period": spec.period_seconds,
            "metrics": _lines(spec),
            "annotations": {"horizontal": [{"label": "alarm", "value": spec.threshold}]},
            "yAxis": {"left": {"label": spec.unit, "showUnits": False}},
        },
    }


def _lines(spec: AlarmSpec) -> list[list[Any]]:
    """The metrics, hidden where an expression speaks for them."""
    shown = spec.expression is None
    lines: list[list[Any]] = [
        [
            metric.namespace,
            metric.name,
            *(part for name in sorted(metric.dimensions) for part in (name, metric.dimensions[name])),
            {"id": key, "stat": metric.statistic, "visible": shown},
        ]
        for key, metric in spec.metrics.items()
    ]
    if shown:
        return lines
    return [*lines, [{"expression": spec.expression, "id": _RESULT, "label": spec.unit}]]

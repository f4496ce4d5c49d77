"""What an alarm is, as data: which metric, how bad, for how long, and where it says what to do.

Every tier may describe its alarms with these types; ``AlarmSet`` makes them, and the dashboard draws the same metrics
with the same thresholds. A description that cannot work is refused here: an alarm without dimensions watches nothing, a
ratio without both its parts never fires.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pulumi

_METRIC_ID = re.compile(r"[a-z][a-zA-Z0-9_]*")
_STATISTIC = re.compile(r"Average|Maximum|Minimum|SampleCount|Sum|p\d{1,2}(\.\d{1,2})?")
_RUNBOOK = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_METRICS = 10  # of a metric math alarm; docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html
_LONGEST_WINDOW_SECONDS = 86_400  # CloudWatch, for periods below an hour


class Severity(Enum):
    """Who is told."""

    PAGE = "page"
    """Customers are hurt, or will be within the hour: somebody gets up."""
    TICKET = "ticket"
    """Somebody looks on the next working day."""
    SILENT = "silent"
    """Nobody: only machines read the alarm."""


class Comparison(Enum):
    """When a value is bad."""

    ABOVE = "GreaterThanThreshold"
    """Above the threshold."""
    AT_LEAST = "GreaterThanOrEqualToThreshold"
    """At the threshold or above."""
    BELOW = "LessThanThreshold"
    """Below the threshold."""


class MissingData(Enum):
    """What it means that a metric says nothing. The choice is never left to CloudWatch's default."""

    GOOD = "notBreaching"
    """All is well: a metric that is sent only when something happens."""
    BAD = "breaching"
    """Trouble: a metric that is sent as long as the thing lives."""
    UNKNOWN = "missing"
    """Neither: the alarm says that it lacks data."""


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A metric of one resource."""

    # Namespace, such as ``AWS/ApplicationELB``.
    namespace: str
    # Name, such as ``RequestCount``.
    name: str
    # ``Average``, ``Maximum``, ``Minimum``, ``SampleCount``, ``Sum`` or a percentile such as ``p99``.
    statistic: str
    # Which resource it is of: CloudWatch finds only the exact set of dimensions that the metric is sent with.
    dimensions: Mapping[str, pulumi.Input[str]]

    def __post_init__(self) -> None:
        if not _STATISTIC.fullmatch(self.statistic):
            raise ValueError(
                f"{self.name}: the statistic {self.statistic!r} is none: write Average, Maximum, Minimum, SampleCount,"
                " Sum or a percentile such as p99"
            )


@dataclass(frozen=True, kw_only=True)
class AlarmSpec:
    """An alarm, whole: CloudWatch needs nothing more but a name and somebody to tell."""

    # What it means, in a sentence for whoever is woken by it.
    summary: str
    # The page in ``docs/runbooks`` that says what to do, without ``.md``.
    runbook: str
    # Who is told.
    severity: Severity
    # The metrics by the names that the expression uses; one, if there is no expression.
    metrics: Mapping[str, Metric]
    # The value that it is compared with.
    threshold: float
    # What it means that there is no data.
    missing_data: MissingData
    # How it is compared.
    comparison: Comparison = Comparison.ABOVE
    # Metric math over the metrics' names; none for a metric as it is.
    expression: str | None = None
    # Seconds that a data point sums up.
    period_seconds: int = 60
    # Data points that are looked at.
    evaluation_periods: int = 3
    # How many of them must be bad; all, if not given.
    datapoints_to_alarm: int | None = None
    # What the value is, for the dashboard's axis: ``percent``, ``seconds``.
    unit: str = ""

    def __post_init__(self) -> None:
        self._check_runbook()
        self._check_metrics()
        self._check_window()

    def _check_runbook(self) -> None:
        if not _RUNBOOK.fullmatch(self.runbook):
            raise ValueError(f"the runbook {self.runbook!r} must be the name of a page: lower-case words with hyphens")

    def _check_metrics(self) -> None:
        if not 1 <= len(self.metrics) <= _MOST_METRICS:
            raise ValueError(f"{self.runbook}: an alarm has 1 to {_MOST_METRICS} metrics, this one {len(self.metrics)}")
        if blind := [metric.name for metric in self.metrics.values() if not metric.dimensions]:
            raise ValueError(f"{self.runbook}: {', '.join(blind)} has no dimensions: say which resource it watches")
        if wrong := [name for name in self.metrics if not _METRIC_ID.fullmatch(name)]:
            raise ValueError(f"{self.runbook}: {', '.join(wrong)}: metrics' names begin with a lower-case letter")
        if self.expression is None:
            if len(self.metrics) > 1:
                raise ValueError(f"{self.runbook}: with several metrics, say by an expression what they amount to")
        elif unused := [name for name in self.metrics if not re.search(rf"\b{name}\b", self.expression)]:
            raise ValueError(f"{self.runbook}: the expression does not use {', '.join(unused)}: leave them out")

    def _check_window(self) -> None:
        if self.period_seconds not in (10, 20, 30) and (self.period_seconds < 60 or self.period_seconds % 60):
            raise ValueError(f"{self.runbook}: period_seconds must be 10, 20, 30 or a multiple of 60")
        if self.period_seconds * self.evaluation_periods > _LONGEST_WINDOW_SECONDS:
            raise ValueError(f"{self.runbook}: an alarm looks back a day at most: shorten the period or take fewer")
        if not 1 <= (self.datapoints_to_alarm or self.evaluation_periods) <= self.evaluation_periods:
            raise ValueError(
                f"{self.runbook}: datapoints_to_alarm ({self.datapoints_to_alarm}) must be between 1 and"
                f" evaluation_periods ({self.evaluation_periods})"
            )


def percent_of(part: str, whole: str, *, at_least: float) -> str:
    """Metric math: ``part`` in percent of ``whole``, 0 while there is less than ``at_least`` of the whole.

    A handful of requests at night must not become a rate. Either may be silent when there is nothing to count.
    """
    return f"IF({whole} >= {at_least:g}, 100 * {part} / {whole}, 0)"

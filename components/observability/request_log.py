"""The line that every service writes for each request, and what CloudWatch makes of it: metrics and saved questions.

The line is one JSON object: ``event`` ("request"), ``service``, ``method`` (the handler), ``duration_ms``, ``status``
("success" or "error"), ``error`` (what went wrong, if it did), ``trace_id``, and ``user_id_hash``, which tells users
apart without saying who they are. The metrics need no code in the services. It owns filters and questions, not the log
groups, which belong to whoever writes. A line that is not as agreed is counted nowhere, and nothing fails.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

REQUESTS_METRIC = "Requests"
ERRORS_METRIC = "RequestErrors"
DURATION_METRIC = "RequestDuration"
SERVICE_DIMENSION = "Service"

_REQUEST = '$.event = "request"'
_FAILED = '($.event = "request") && ($.status = "error")'
_MOST_LOG_GROUPS = 50  # of a query; CloudWatch Logs API reference, StartQuery

# What to ask, by name. Where a question is about somebody or something, its placeholder stands in capitals.
QUESTIONS: Mapping[str, str] = {
    "errors-of-a-user": """fields @timestamp, service, method, error, duration_ms, trace_id
| filter event = "request" and status = "error" and user_id_hash = "USER-ID-HASH"
| sort @timestamp desc
| limit 200""",
    "p99-over-time": """filter event = "request"
| stats count(*) as requests, pct(duration_ms, 50) as p50, pct(duration_ms, 99) as p99 by bin(1m), service
| sort p99 desc""",
    "errors-by-method": """fields strcontains(status, "error") as failed
| filter event = "request"
| stats count(*) as requests, sum(failed) as errors, avg(failed) as rate by service, method
| sort errors desc""",
    "what-went-wrong": """filter event = "request" and status = "error"
| stats count(*) as times, latest(trace_id) as example by service, method, error
| sort times desc
| limit 50""",
    "slowest-requests": """fields @timestamp, service, method, duration_ms, status, trace_id
| filter event = "request"
| sort duration_ms desc
| limit 50""",
    "one-trace": """fields @timestamp, service, @message
| filter trace_id = "TRACE-ID"
| sort @timestamp asc""",
}


@dataclass(frozen=True, kw_only=True)
class RequestMetricsArgs:
    """Arguments of RequestMetrics."""

    # Log group of the service, an output of it so that it is there first.
    log_group_name: pulumi.Input[str]
    # Namespace of the metrics, such as ``floodgate-prod``; each service's are told apart by a dimension.
    namespace: str

    def __post_init__(self) -> None:
        if self.namespace.startswith("AWS/"):
            raise ValueError(f"the namespace {self.namespace} is AWS's: choose one that does not begin with AWS/")


class RequestMetrics(pulumi.ComponentResource):
    """Metric filters that count the requests of a service, its errors, and how long they took.

    *Creates*: a filter each for requests, errors and durations.

    *Outputs*: ``namespace``, known at preview.

    *Cost* (2026-11, us-east-1): 0.30 USD a month for each of the three metrics.

    *Rules that watch it*: the log group exists and expires (TELEMETRY-006, TELEMETRY-012, TELEMETRY-013).
    """

    namespace: pulumi.Output[str]

    def __init__(self, name: str, args: RequestMetricsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:RequestMetrics", name, {}, opts)
        self._name = name
        self._args = args
        self._filter("count", f"{{ {_REQUEST} }}", REQUESTS_METRIC, "1", "Count")
        self._filter("errors", f"{{ {_FAILED} }}", ERRORS_METRIC, "1", "Count")
        self._filter("duration", f"{{ {_REQUEST} }}", DURATION_METRIC, "$.duration_ms", "Milliseconds")
        self.namespace = pulumi.Output.from_input(args.namespace)
        self.register_outputs({"namespace": self.namespace})

    def _filter(self, what: str, pattern: str, metric: str, value: str, unit: str) -> None:
        transformation = aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
            name=metric,
            namespace=self._args.namespace,
            value=value,
            unit=unit,
            dimensions={SERVICE_DIMENSION: "$.service"},  # of the line; a metric with dimensions has no default value
        )
        aws.cloudwatch.LogMetricFilter(
            f"{self._name}-{what}",
            log_group_name=self._args.log_group_name,
            pattern=pattern,
            metric_transformation=transformation,
            opts=pulumi.ResourceOptions(parent=self),
        )


@dataclass(frozen=True, kw_only=True)
class SavedQueriesArgs:
    """Arguments of SavedQueries."""

    # Folder that the console shows them in.
    folder: str
    # Log groups that are asked, all of them at once.
    log_group_names: Sequence[pulumi.Input[str]]

    def __post_init__(self) -> None:
        if not 1 <= len(self.log_group_names) <= _MOST_LOG_GROUPS:
            raise ValueError(f"a query asks 1 to {_MOST_LOG_GROUPS} log groups, not {len(self.log_group_names)}")


class SavedQueries(pulumi.ComponentResource):
    """Logs Insights questions that are written before they are needed, at night least of all.

    *Creates*: a query definition for each question of ``QUESTIONS``.

    *Outputs*: none that anything needs; the console lists them under ``folder``.

    *Cost* (2026-11, us-east-1): none until one is asked; then 0.005 USD for each GB that it reads.

    *Rules that watch it*: the log groups exist and expire (S04).
    """

    folder: pulumi.Output[str]

    def __init__(self, name: str, args: SavedQueriesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:SavedQueries", name, {}, opts)
        for question, query in QUESTIONS.items():
            aws.cloudwatch.QueryDefinition(
                f"{name}-{question}",
                name=f"{args.folder}/{question}",
                log_group_names=args.log_group_names,
                query_string=query,
                opts=pulumi.ResourceOptions(parent=self),
            )
        self.folder = pulumi.Output.from_input(args.folder)
        self.register_outputs({"folder": self.folder})

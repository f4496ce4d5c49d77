"""Observability: how the stack says that it is not well, to whom, and where to look."""

from components.observability.alarm import AlarmSpec, Comparison, Metric, MissingData, Severity, percent_of
from components.observability.alarm_set import AlarmSet, AlarmSetArgs
from components.observability.alarms import (
    cache_alarms,
    database_alarms,
    distribution_alarms,
    function_alarms,
    load_balancer_alarms,
    network_load_balancer_alarms,
    queue_alarms,
    request_alarms,
    service_alarms,
    target_group_alarms,
    web_acl_alarms,
)
from components.observability.alert_topic import AlertTopic, AlertTopicArgs, Publisher
from components.observability.dashboard import Dashboard, DashboardArgs, DashboardSection
from components.observability.deployment_gate import DeploymentGate, DeploymentGateArgs
from components.observability.request_log import (
    QUESTIONS,
    RequestMetrics,
    RequestMetricsArgs,
    SavedQueries,
    SavedQueriesArgs,
)
from components.observability.tracing import TraceSampling, TraceSamplingArgs, sampling_rate

__all__ = [
    "QUESTIONS",
    "AlarmSet",
    "AlarmSetArgs",
    "AlarmSpec",
    "AlertTopic",
    "AlertTopicArgs",
    "Comparison",
    "Dashboard",
    "DashboardArgs",
    "DashboardSection",
    "DeploymentGate",
    "DeploymentGateArgs",
    "Metric",
    "MissingData",
    "Publisher",
    "RequestMetrics",
    "RequestMetricsArgs",
    "SavedQueries",
    "SavedQueriesArgs",
    "Severity",
    "TraceSampling",
    "TraceSamplingArgs",
    "cache_alarms",
    "database_alarms",
    "distribution_alarms",
    "function_alarms",
    "load_balancer_alarms",
    "network_load_balancer_alarms",
    "percent_of",
    "queue_alarms",
    "request_alarms",
    "sampling_rate",
    "service_alarms",
    "target_group_alarms",
    "web_acl_alarms",
]

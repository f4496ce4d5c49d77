"""The alarms that each tier should have: what they look at, and that each leads to a page that says what to do."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from components.naming import Location
from components.observability import (
    AlarmSet,
    AlarmSetArgs,
    AlarmSpec,
    Comparison,
    MissingData,
    Severity,
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
from offline.recorder import run

RUNBOOKS = Path(__file__).resolve().parents[3] / "docs" / "runbooks"
HEADINGS = ["What it means", "First look", "Likely causes", "Repair", "Whom to page"]
WITHOUT_ALARM = {"deployment-gate", "budget-exceeded", "cost-anomaly"}  # a composite alarm, and two of the bill
LB, TG = "app/main-lb/50dc6c495c0c9188", "targetgroup/main-api/6d0ecf831eec9f09"
RATIO = "IF(requests >= 100, 100 * FILL(errors, 0) / requests, 0)"

LOAD_BALANCER = load_balancer_alarms(load_balancer=LB)
TARGET = target_group_alarms(load_balancer=LB, target_group=TG)
NETWORK = network_load_balancer_alarms(load_balancer="net/main/1", target_group=TG)
SERVICE = service_alarms(cluster_name="services", service_name="api", min_tasks=2)
CACHE = cache_alarms(replication_group_id="sessions", node_count=3, vcpus=2)
DATABASE = database_alarms(cluster_id="shop", max_connections=1700, memory_gib=16)
QUEUE = queue_alarms(queue_name="orders.fifo", dlq_name="orders-dlq.fifo")
FUNCTION = function_alarms(function_name="consumer")
EDGE = distribution_alarms(distribution_id="E2QWRUHAPOMQZL")
WAF = web_acl_alarms(metric_name="shop")
REQUESTS = request_alarms(namespace="floodgate-prod", service="api", duration_milliseconds=200)
SETS: Mapping[str, Mapping[str, AlarmSpec]] = {
    "load balancer": LOAD_BALANCER,
    "target group": TARGET,
    "network load balancer": NETWORK,
    "service": SERVICE,
    "cache": CACHE,
    "database": DATABASE,
    "queue": QUEUE,
    "function": FUNCTION,
    "distribution": EDGE,
    "web ACL": WAF,
    "requests": REQUESTS,
}
ALL = {f"{tier} {key}": spec for tier, alarms in SETS.items() for key, spec in alarms.items()}


def looks_at(spec: AlarmSpec, metric: str = "") -> tuple[str, str, str, Any]:
    """Namespace, name, statistic and dimensions of the only metric, or of the one by that name in the expression."""
    found = spec.metrics[metric or next(iter(spec.metrics))]
    return found.namespace, found.name, found.statistic, dict(found.dimensions)


# --- pages


@pytest.mark.parametrize("alarm", ALL)
def test_every_alarm_leads_to_a_page(alarm: str) -> None:
    page = RUNBOOKS / f"{ALL[alarm].runbook}.md"
    assert re.findall(r"^## (.*)$", page.read_text(), re.MULTILINE) == HEADINGS


def test_there_is_no_page_that_nothing_leads_to_and_the_index_has_them_all() -> None:
    pages = {page.stem for page in RUNBOOKS.glob("*.md")} - {"README"}
    assert pages == {spec.runbook for spec in ALL.values()} | WITHOUT_ALARM
    index = (RUNBOOKS / "README.md").read_text()
    assert set(re.findall(r"\]\(([a-z0-9-]+)\.md\)", index)) == pages


@pytest.mark.parametrize("page", sorted(RUNBOOKS.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_links_only_to_pages_that_exist(page: Path) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", page.read_text())
    assert [target for target in targets if not (RUNBOOKS / target.partition("#")[0]).is_file()] == []


@pytest.mark.parametrize("page", sorted(RUNBOOKS.glob("*[!E].md")), ids=lambda page: page.stem)
def test_the_first_look_is_something_to_type(page: Path) -> None:
    first_look = page.read_text().partition("## First look")[2].partition("## Likely causes")[0]
    assert "```" in first_look or "See" in first_look


# --- all


@pytest.mark.parametrize("tier", SETS)
def test_aws_takes_every_alarm(tier: str) -> None:
    def program() -> None:
        AlarmSet(
            "main",
            AlarmSetArgs(
                location=Location(region="us-east-1", account_id="123456789012"),
                name_prefix="prod",
                alarms=SETS[tier],
                page_topic_arn="arn:aws:sns:us-east-1:123456789012:page",
            ),
        )

    for preview in (True, False):
        made = run(program, preview=preview).of_type("aws:cloudwatch/metricAlarm:MetricAlarm")
        assert len(made) == len(SETS[tier])
        assert all(alarm.inputs["treatMissingData"] for alarm in made)


# --- load balancers


def test_the_load_balancers_own_errors_are_a_part_of_all_that_came() -> None:
    spec = LOAD_BALANCER["5xx"]
    assert looks_at(spec, "errors") == ("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "Sum", {"LoadBalancer": LB})
    assert looks_at(spec, "requests")[1] == "RequestCount"
    everything = "(FILL(requests, 0) + FILL(errors, 0))"
    assert spec.expression == f"IF({everything} >= 100, 100 * FILL(errors, 0) / {everything}, 0)"
    assert (spec.threshold, spec.period_seconds, spec.evaluation_periods) == (1, 60, 2)
    assert (spec.missing_data, spec.severity) == (MissingData.GOOD, Severity.PAGE)


def test_connections_turned_away_page() -> None:
    assert looks_at(LOAD_BALANCER["rejected"])[1] == "RejectedConnectionCount"
    assert looks_at(NETWORK["ports"])[:2] == ("AWS/NetworkELB", "PortAllocationErrorCount")


def test_a_services_errors_are_in_percent_of_its_requests() -> None:
    spec = TARGET["5xx"]
    dimensions = {"LoadBalancer": LB, "TargetGroup": TG}
    assert looks_at(spec, "errors") == ("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Sum", dimensions)
    assert spec.expression == RATIO


def test_latency_is_the_p99_that_was_promised() -> None:
    spec = TARGET["latency"]
    assert looks_at(spec)[1:3] == ("TargetResponseTime", "p99")
    assert spec.threshold == 0.1


@pytest.mark.parametrize("alarms", [TARGET, NETWORK])
def test_a_service_without_a_healthy_task_pages_even_if_nothing_is_sent(alarms: Mapping[str, AlarmSpec]) -> None:
    spec = alarms["none-healthy"]
    assert looks_at(spec)[1:3] == ("HealthyHostCount", "Minimum")
    assert (spec.comparison, spec.threshold, spec.missing_data) == (Comparison.BELOW, 1, MissingData.BAD)


def test_a_few_unhealthy_tasks_can_wait() -> None:
    spec = TARGET["unhealthy"]
    assert looks_at(spec)[1:3] == ("UnHealthyHostCount", "Maximum")
    assert (spec.severity, spec.datapoints_to_alarm, spec.evaluation_periods) == (Severity.TICKET, 8, 10)


# --- services


def test_a_service_is_watched_for_saturation_and_missing_tasks() -> None:
    dimensions = {"ClusterName": "services", "ServiceName": "api"}
    assert looks_at(SERVICE["cpu"]) == ("AWS/ECS", "CPUUtilization", "Average", dimensions)
    assert looks_at(SERVICE["memory"])[1] == "MemoryUtilization"
    running = SERVICE["tasks"]
    assert looks_at(running) == ("ECS/ContainerInsights", "RunningTaskCount", "Minimum", dimensions)
    assert (running.comparison, running.threshold, running.missing_data) == (Comparison.BELOW, 2, MissingData.BAD)


def test_tasks_are_not_counted_where_nothing_counts_them_or_none_need_be() -> None:
    def kinds(**changes: Any) -> set[str]:
        arguments: dict[str, Any] = {"cluster_name": "c", "service_name": "s", "min_tasks": 2, **changes}
        return set(service_alarms(**arguments))

    assert kinds(container_insights=False) == kinds(min_tasks=0) == {"cpu", "memory"}


# --- cache


def test_every_node_of_the_cache_is_watched_by_the_name_that_it_will_have() -> None:
    spec = CACHE["cpu"]
    assert list(spec.metrics) == ["node1", "node2", "node3"]
    assert spec.expression == "MAX([node1, node2, node3])"
    assert [m.name for m in spec.metrics.values()] == ["CPUUtilization"] * 3


def test_on_small_nodes_the_machines_cpu_counts_on_larger_ones_the_engines() -> None:
    assert CACHE["cpu"].threshold == 45
    large = cache_alarms(replication_group_id="sessions", node_count=1, vcpus=4)["cpu"]
    assert (looks_at(large)[1], large.threshold) == ("EngineCPUUtilization", 90)


def test_memory_evictions_and_lag_of_the_cache() -> None:
    watched = {key: (looks_at(spec)[1], spec.expression) for key, spec in CACHE.items()}
    assert watched["memory"] == ("DatabaseMemoryUsagePercentage", "MAX([node1, node2, node3])")
    assert watched["evictions"] == ("Evictions", "SUM([node1, node2, node3])")
    assert watched["replication-lag"] == ("ReplicationLag", "MAX([node1, node2, node3])")


@pytest.mark.parametrize("nodes", [0, 7])
def test_a_group_that_cannot_be_is_refused(nodes: int) -> None:
    with pytest.raises(ValueError, match="1 to 6 nodes"):
        cache_alarms(replication_group_id="sessions", node_count=nodes, vcpus=2)


# --- database


@pytest.mark.parametrize(("who", "role"), [("writer", "WRITER"), ("readers", "READER")])
def test_the_database_is_watched_by_role_as_names_change_with_a_failover(who: str, role: str) -> None:
    dimensions = {"DBClusterIdentifier": "shop", "Role": role}
    cpu, connections = DATABASE[f"cpu-{who}"], DATABASE[f"connections-{who}"]
    assert looks_at(cpu) == ("AWS/RDS", "CPUUtilization", "Average", dimensions)
    assert (cpu.threshold, cpu.period_seconds, cpu.evaluation_periods) == (80, 300, 1)
    assert looks_at(connections) == ("AWS/RDS", "DatabaseConnections", "Maximum", dimensions)
    assert connections.threshold == 1360
    free = DATABASE[f"memory-{who}"]
    assert (looks_at(free)[1], free.comparison, free.threshold) == ("FreeableMemory", Comparison.BELOW, 858_993_459)


def test_serverless_is_watched_for_its_largest_size() -> None:
    alarms = database_alarms(cluster_id="shop", max_connections=189, memory_gib=None, has_readers=False)
    assert looks_at(alarms["memory-writer"])[1] == "ACUUtilization"
    assert set(alarms) == {
        "cpu-writer",
        "connections-writer",
        "memory-writer",
        "deadlocks",
    }


def test_readers_that_are_behind_and_transactions_that_wait_in_a_circle() -> None:
    assert looks_at(DATABASE["replica-lag"])[1:3] == ("AuroraReplicaLagMaximum", "Maximum")
    assert DATABASE["replica-lag"].threshold == 1000
    assert looks_at(DATABASE["deadlocks"])[1] == "Deadlocks"


# --- messages


def test_one_message_put_aside_is_told_at_once() -> None:
    spec = QUEUE["dead-letters"]
    dlq = {"QueueName": "orders-dlq.fifo"}
    assert looks_at(spec) == ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", dlq)
    assert (spec.threshold, spec.evaluation_periods, spec.severity) == (0, 1, Severity.PAGE)


def test_the_oldest_message_is_watched_on_the_queue_itself() -> None:
    spec = QUEUE["age"]
    assert looks_at(spec)[1:] == ("ApproximateAgeOfOldestMessage", "Maximum", {"QueueName": "orders.fifo"})


def test_reports_can_wait_for_the_morning() -> None:
    later = queue_alarms(queue_name="reports", dlq_name="reports-dlq", severity=Severity.TICKET)
    assert {spec.severity for spec in later.values()} == {Severity.TICKET}


def test_a_function_is_watched_for_errors_and_throttles() -> None:
    errors = FUNCTION["errors"]
    assert looks_at(errors, "errors") == ("AWS/Lambda", "Errors", "Sum", {"FunctionName": "consumer"})
    assert errors.expression == "IF(invocations >= 10, 100 * errors / invocations, 0)"
    assert looks_at(FUNCTION["throttles"])[1] == "Throttles"


# --- edge, requests


def test_the_distribution_is_watched_globally() -> None:
    spec = EDGE["5xx"]
    dimensions = {"DistributionId": "E2QWRUHAPOMQZL", "Region": "Global"}
    assert looks_at(spec, "rate") == ("AWS/CloudFront", "5xxErrorRate", "Average", dimensions)
    assert spec.expression == "IF(requests >= 100, rate, 0)"


def test_a_web_acl_is_watched_as_a_whole_with_its_region_if_it_has_one() -> None:
    assert looks_at(WAF["blocking"], "blocked")[3] == {"WebACL": "shop", "Rule": "ALL"}
    regional = web_acl_alarms(metric_name="shop", region="eu-west-1")["blocking"]
    assert looks_at(regional, "blocked")[3] == {"WebACL": "shop", "Rule": "ALL", "Region": "eu-west-1"}


def test_what_services_write_of_their_requests_is_watched() -> None:
    failing = REQUESTS["requests-failing"]
    assert looks_at(failing, "errors") == ("floodgate-prod", "RequestErrors", "Sum", {"Service": "api"})
    assert failing.expression == RATIO
    assert looks_at(REQUESTS["requests-slow"])[1:3] == ("RequestDuration", "p99")
    assert set(request_alarms(namespace="n", service="s")) == {"requests-failing"}

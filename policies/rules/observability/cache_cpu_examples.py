"""Programs that keep and break TELEMETRY-016, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as common

HOST, ENGINE = "CPUUtilization", "EngineCPUUtilization"


def _group(node_type: str, opts: pulumi.ResourceOptions | None = None) -> pulumi.Output[str]:
    group = aws.elasticache.ReplicationGroup(
        "sessions", replication_group_id="sessions", description="Sessions", node_type=node_type, opts=opts
    )
    return pulumi.Output.concat(group.replication_group_id, "-001")


def _alarm(metric: str, node: pulumi.Input[str], threshold: float) -> None:
    common.alarm("cpu", "AWS/ElastiCache", metric, {"CacheClusterId": node}, threshold=threshold)


def good_small_node() -> None:
    """Two vCPUs: the node's CPU, at half of 90 %."""
    _alarm(HOST, _group("cache.r7g.large"), 45)


def good_large_node() -> None:
    """Four vCPUs: the engine's CPU."""
    _alarm(ENGINE, _group("cache.r7g.xlarge"), 90)


def bad_engine_of_a_small_node() -> None:
    """The nodes of replication group `sessions` have 2 vCPUs, where alarm `cpu` on EngineCPUUtilization sees too
    little."""
    _alarm(ENGINE, _group("cache.t4g.micro"), 90)


def bad_host_of_a_large_node_by_literal_id() -> None:
    """The nodes of replication group `sessions` have 16 vCPUs, so alarm `cpu` on CPUUtilization does not see the
    engine's thread."""
    _group("cache.r7g.4xlarge")
    _alarm(HOST, "sessions-0001-002", 75)


def bad_threshold_in_a_component() -> None:
    """Alarm `cpu` fires above 45 % only, where the one thread of replication group `sessions` is full."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cache", "cache"))
    _alarm(HOST, _group("cache.m7g.large", inside), 80)


def bad_host_of_a_large_cluster_in_a_query() -> None:
    """The nodes of cache cluster `sessions` have 8 vCPUs, so alarm `cpu` on CPUUtilization does not see the engine's
    thread."""
    cache = aws.elasticache.Cluster("sessions", cluster_id="sessions", engine="redis", node_type="cache.r7g.2xlarge")
    common.alarm_on("cpu", common.metric("AWS/ElastiCache", HOST, {"CacheClusterId": cache.cluster_id}))

"""The alarms of the cache: nodes out of CPU or memory, keys pushed out, replicas behind.

Redis works on one core. On nodes of one or two vCPUs the machine's own CPU is what runs out first, and AWS's threshold
is 90 percent of a core; on larger ones it is the engine's (docs: AmazonElastiCache, CacheMetrics.WhichShouldIMonitor).
One alarm looks at all nodes, as roles move between them.
"""

from collections.abc import Mapping

import pulumi

from components.observability.alarm import AlarmSpec, Metric, MissingData, Severity

_MOST_NODES = 6  # of a group without shards: a primary and five replicas


def cache_alarms(
    *,
    replication_group_id: pulumi.Input[str],
    node_count: int,
    vcpus: int,
    memory_percent: float = 80,
    evictions_per_minute: float = 1000,
    lag_seconds: float = 5,
) -> Mapping[str, AlarmSpec]:
    """The alarms of a replication group without shards.

    Args:
        replication_group_id: its name; its nodes are called ``<name>-001`` and so on.
        node_count: how many nodes it has.
        vcpus: of one node.
        memory_percent: used for data, of what may be; above it a burst of keys pushes others out (guess).
        evictions_per_minute: keys pushed out, by all nodes; a cache may lose some (guess).
        lag_seconds: that a replica is behind; sessions read there would be that old (guess).
    """
    if not 1 <= node_count <= _MOST_NODES:
        raise ValueError(f"a replication group without shards has 1 to {_MOST_NODES} nodes, not {node_count}")

    def nodes(name: str, statistic: str) -> Mapping[str, Metric]:
        return {
            f"node{number}": Metric(
                namespace="AWS/ElastiCache",
                name=name,
                statistic=statistic,
                dimensions={"CacheClusterId": _node_id(replication_group_id, number)},
            )
            for number in range(1, node_count + 1)
        }

    listed = ", ".join(f"node{number}" for number in range(1, node_count + 1))
    small = vcpus <= 2
    return {
        "cpu": AlarmSpec(
            summary="A cache node has little CPU left: it answers slower and slower.",
            runbook="cache-cpu",
            severity=Severity.PAGE,
            metrics=nodes("CPUUtilization" if small else "EngineCPUUtilization", "Average"),
            expression=f"MAX([{listed}])",
            threshold=90 / vcpus if small else 90,
            evaluation_periods=5,
            missing_data=MissingData.UNKNOWN,
            unit="percent",
        ),
        "memory": AlarmSpec(
            summary="A cache node is nearly full.",
            runbook="cache-memory",
            severity=Severity.TICKET,
            metrics=nodes("DatabaseMemoryUsagePercentage", "Average"),
            expression=f"MAX([{listed}])",
            threshold=memory_percent,
            evaluation_periods=10,
            missing_data=MissingData.UNKNOWN,
            unit="percent",
        ),
        "evictions": AlarmSpec(
            summary="The cache pushes keys out that have not expired: it is too small for what is asked of it.",
            runbook="cache-memory",
            severity=Severity.TICKET,
            metrics=nodes("Evictions", "Sum"),
            expression=f"SUM([{listed}])",
            threshold=evictions_per_minute,
            evaluation_periods=10,
            missing_data=MissingData.GOOD,
            unit="keys",
        ),
        "replication-lag": AlarmSpec(
            summary="A replica of the cache is behind: reads are old, and a failover now would lose writes.",
            runbook="cache-replication-lag",
            severity=Severity.TICKET,
            metrics=nodes("ReplicationLag", "Maximum"),
            expression=f"MAX([{listed}])",  # the primary sends none, which MAX passes over
            threshold=lag_seconds,
            evaluation_periods=5,
            missing_data=MissingData.GOOD,
            unit="seconds",
        ),
    }


def _node_id(group: pulumi.Input[str], number: int) -> pulumi.Input[str]:
    """As ElastiCache calls its nodes; the group's own list of them is unknown at preview."""
    if isinstance(group, str):
        return f"{group}-{number:03}"
    return pulumi.Output.concat(group, f"-{number:03}")

"""The alarms of an Aurora cluster: out of CPU, connections or memory, readers behind, transactions in each other's way.

Writer and readers are watched by role, not by instance: after a failover the writer is another one, and readers that
scaling adds have names that nobody knows.
"""

from collections.abc import Mapping

import pulumi

from components.observability.alarm import AlarmSpec, Comparison, Metric, MissingData, Severity

_GIB = 1024**3


def database_alarms(
    *,
    cluster_id: pulumi.Input[str],
    max_connections: int,
    memory_gib: float | None,
    has_readers: bool = True,
    cpu_percent: float = 80,
    lag_milliseconds: float = 1000,
) -> Mapping[str, AlarmSpec]:
    """The alarms of one cluster.

    Args:
        cluster_id: its physical name.
        max_connections: what its instances accept (aws-facts 1.1: by memory, 5000 at most).
        memory_gib: of an instance; none for Serverless v2, whose use of its largest size is watched instead.
        has_readers: whether there is anything to be behind.
        cpu_percent: average CPU over five minutes; the article's.
        lag_milliseconds: that the slowest reader is behind the writer; usually it is below 100 (guess).
    """
    roles = {"writer": "WRITER", "readers": "READER"} if has_readers else {"writer": "WRITER"}
    alarms: dict[str, AlarmSpec] = {}
    for who, role in roles.items():
        dimensions = {"DBClusterIdentifier": cluster_id, "Role": role}
        alarms[f"cpu-{who}"] = _cpu(who, dimensions, cpu_percent)
        alarms[f"connections-{who}"] = _connections(who, dimensions, max_connections)
        alarms[f"memory-{who}"] = _memory(who, dimensions, memory_gib)
    whole = {"DBClusterIdentifier": cluster_id}
    alarms["deadlocks"] = AlarmSpec(
        summary="Transactions wait for each other in a circle, and the database ends one of them.",
        runbook="database-deadlocks",
        severity=Severity.TICKET,
        metrics={"deadlocks": _metric("Deadlocks", "Average", whole)},
        threshold=0,
        evaluation_periods=5,
        missing_data=MissingData.GOOD,
        unit="a second",
    )
    if has_readers:
        alarms["replica-lag"] = AlarmSpec(
            summary="A reader is behind the writer: customers do not see what they have just done.",
            runbook="database-replica-lag",
            severity=Severity.TICKET,
            metrics={"lag": _metric("AuroraReplicaLagMaximum", "Maximum", whole)},
            threshold=lag_milliseconds,
            evaluation_periods=5,
            missing_data=MissingData.GOOD,  # no reader, no lag
            unit="milliseconds",
        )
    return alarms


def _cpu(who: str, dimensions: Mapping[str, pulumi.Input[str]], percent: float) -> AlarmSpec:
    return AlarmSpec(
        summary=f"The database has little CPU left ({who}).",
        runbook="database-cpu",
        severity=Severity.PAGE,
        metrics={"cpu": _metric("CPUUtilization", "Average", dimensions)},
        threshold=percent,
        period_seconds=300,  # the article's
        evaluation_periods=1,
        missing_data=MissingData.UNKNOWN,  # a paused cluster sends none either
        unit="percent",
    )


def _connections(who: str, dimensions: Mapping[str, pulumi.Input[str]], most: int) -> AlarmSpec:
    return AlarmSpec(
        summary=f"The database has few connections left ({who}).",
        runbook="database-connections",
        severity=Severity.PAGE,
        metrics={"connections": _metric("DatabaseConnections", "Maximum", dimensions)},
        threshold=int(0.8 * most),  # pools may have that much, so this says that their arithmetic is wrong (D11)
        missing_data=MissingData.GOOD,
        unit="connections",
    )


def _memory(who: str, dimensions: Mapping[str, pulumi.Input[str]], memory_gib: float | None) -> AlarmSpec:
    if memory_gib is None:
        return AlarmSpec(
            summary=f"The database is near its largest size ({who}): it cannot grow much more.",
            runbook="database-memory",
            severity=Severity.TICKET,
            metrics={"use": _metric("ACUUtilization", "Average", dimensions)},
            threshold=90,  # percent of the most units
            period_seconds=300,
            missing_data=MissingData.GOOD,
            unit="percent",
        )
    return AlarmSpec(
        summary=f"The database has little memory left ({who}): the next large query may end it.",
        runbook="database-memory",
        severity=Severity.TICKET,
        metrics={"free": _metric("FreeableMemory", "Minimum", dimensions)},
        threshold=int(0.05 * memory_gib * _GIB),  # Aurora gives three quarters to its buffers on purpose (guess)
        comparison=Comparison.BELOW,
        period_seconds=300,
        missing_data=MissingData.UNKNOWN,
        unit="bytes",
    )


def _metric(name: str, statistic: str, dimensions: Mapping[str, pulumi.Input[str]]) -> Metric:
    return Metric(namespace="AWS/RDS", name=name, statistic=statistic, dimensions=dimensions)

"""What the database refuses, and what it writes into its log: the values of its parameter groups.

The values are the same for every instance, as any of them may become the writer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

_OFF = -1  # PostgreSQL's word for "never"


class LogStatement(Enum):
    """Which statements are logged with their text, whatever they take."""

    NONE = "none"
    """None."""
    DDL = "ddl"
    """Those that change the schema: few, and wanted in every inquest."""
    MOD = "mod"
    """Those that change data as well: a line for each write, with the data in it."""
    ALL = "all"
    """All of them. Passwords, too: for a short search only."""


@dataclass(frozen=True, kw_only=True)
class DatabaseLog:
    """What is logged, and for how long."""

    # Statements logged with their text.
    statements: LogStatement = LogStatement.DDL
    # Milliseconds from which any statement is logged, with the data in it; none for never. What no request should
    # wait for (guess).
    slow_statement_ms: int | None = 500
    # Days that log lines are kept; long enough to look into the last month's incident (guess).
    retention_days: int = 30

    def __post_init__(self) -> None:
        if self.slow_statement_ms is not None and self.slow_statement_ms < 0:
            raise ValueError("slow_statement_ms must be 0 or more; leave it out to log none")


def cluster_parameters(
    log: DatabaseLog, idle_session_seconds: int | None, idle_transaction_seconds: int
) -> Mapping[str, str]:
    """The parameters of a cluster, by name. Seconds without an ``idle_session_seconds`` are for ever."""
    return {
        "idle_in_transaction_session_timeout": str(idle_transaction_seconds * 1000),
        "idle_session_timeout": str((idle_session_seconds or 0) * 1000),
        "log_min_duration_statement": str(_OFF if log.slow_statement_ms is None else log.slow_statement_ms),
        "log_statement": log.statements.value,
        "rds.force_ssl": "1",
    }


def instance_parameters() -> Mapping[str, str]:
    """The parameters of an instance, by name."""
    return {"log_lock_waits": "1"}  # says who waits for whom, after the second that deadlock detection takes


def parameter_family(engine_version: str) -> str:
    """The family of parameter groups for a version: ``aurora-postgresql17``."""
    return f"aurora-postgresql{engine_version.split('.')[0]}"

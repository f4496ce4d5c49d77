"""
*What it checks*: a database exports a log to CloudWatch Logs.

*Why it matters*: the logs on the instance are gone after a few days, and with the instance. After a failover nobody can
read why the old writer failed, which statements were slow, and who logged in.

*How to fix*: name the logs to export: postgresql; error, slowquery and audit for MySQL.
"""

from rules.database.clusters import CLUSTER, INSTANCE
from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(database: Resource, report: Report) -> None:
    """It exports a log."""
    report.decides(
        database,
        _exports(database),
        wrong=f"{database} exports no log (enabledCloudwatchLogsExports).",
        missing="which logs it exports",
    )


def _exports(database: Resource) -> Truth:
    logs = read_list(database, "enabledCloudwatchLogsExports")
    return UNKNOWN if logs is UNKNOWN else bool(logs)


RULE = Rule(
    id="DATABASE-022",
    title="Database cluster exports its log",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="SEC04-BP01 Configure service and application logging",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/rds-logging-enabled.html",
            read="2026-11-25",
        ),
    ),
    rationale="Logs that stay on the instance are lost with it, and after days anyway. Then no one can find out why a "
    "writer failed, which statements were slow or who logged in.",
    remediation='Set enabledCloudwatchLogsExports, such as ["postgresql"]. With Floodgate\'s AuroraCluster component '
    "it always is; log says what is written and for how long it is kept.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER, INSTANCE),
)

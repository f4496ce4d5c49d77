"""
*What it checks*: the parameter group of a PostgreSQL or MySQL database refuses connections without TLS: rds.force_ssl
is 1, or require_secure_transport ON.

*Why it matters*: otherwise a client that is not told to use TLS sends its statements, and the data, in the clear. Up to
Aurora PostgreSQL 16 that is the default; of other versions it depends, so set it.

*How to fix*: set the parameter in a parameter group of your own, and name the group in the database.
"""

from typing import Any

from rules.database.clusters import CLUSTER, CLUSTER_PARAMETERS, INSTANCE, PARAMETERS, parameter
from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

_GROUPS = ((CLUSTER, "dbClusterParameterGroupName", CLUSTER_PARAMETERS), (INSTANCE, "parameterGroupName", PARAMETERS))
_ON = ("1", "on", "true")
_FIRST_WITH_TLS = 17  # re:Post, "aurora-postgresql-ssl-certificates": the default is 0; later versions are unconfirmed


def check(stack: Stack, report: Report) -> None:
    """Every database refuses connections without TLS."""
    for kind, prop, group in _GROUPS:
        for database in stack.of(kind):
            engine = read(database, "engine")
            name = _parameter_of(engine)
            if name is None:
                continue
            report.decides(
                database,
                UNKNOWN if name is UNKNOWN else _is_on(database, parameter(stack, database, prop, group, name)),
                wrong=f"{database} takes connections without TLS ({name} of its parameter group).",
                missing="its engine and its parameter group, in which rds.force_ssl or require_secure_transport is to "
                "be set",
            )


def _parameter_of(engine: Any) -> Any:
    """The parameter that forces TLS, None for engines that have another way."""
    if not isinstance(engine, str):
        return UNKNOWN
    if engine in ("aurora-postgresql", "postgres"):
        return "rds.force_ssl"
    return "require_secure_transport" if engine in ("aurora-mysql", "mysql", "mariadb") else None


def _is_on(database: Resource, value: object) -> Truth:
    if value is UNKNOWN:
        return UNKNOWN
    if value is not None:
        text = f"{value:.12g}" if isinstance(value, float) else str(value)
        return text.lower() in _ON
    version = read(database, "engineVersion")
    if read(database, "engine") == "aurora-postgresql" and isinstance(version, str):
        major = version.partition(".")[0]
        return False if major.isdigit() and int(major) < _FIRST_WITH_TLS else UNKNOWN
    return UNKNOWN


RULE = Rule(
    id="DATABASE-020",
    title="Database cluster refuses connections without TLS",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html",
            read="2026-11-25",
        ),
    ),
    rationale="A driver that is not told to use TLS does without it if the server lets it. Then passwords' proofs, "
    "statements and rows cross the network readable.",
    remediation='Set rds.force_ssl to "1" (MySQL: require_secure_transport to "ON") in the parameter group that the '
    "database names. With Floodgate's AuroraCluster component it always is.",
    since="0.1.0",
    check=check,
)

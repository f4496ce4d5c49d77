"""
*What it checks*: no database instance has a public address (publiclyAccessible).

*Why it matters*: a database that is reached from the internet is guarded by its password and its security group alone,
and one mistake in either opens all the data.

*How to fix*: take the public address away; reach it through the services, a bastion or a VPN.
"""

from rules.database.clusters import CLUSTER, CLUSTER_INSTANCE, INSTANCE
from rules.logic import negate
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(database: Resource, report: Report) -> None:
    """It has no public address."""
    report.decides(
        database,
        negate(read_flag(database, "publiclyAccessible")),
        wrong=f"{database} has a public address (publiclyAccessible).",
        missing="whether it has a public address",
    )


RULE = Rule(
    id="DATABASE-019",
    title="Database instance has no public address",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP01 Create network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/rds-instance-public-access-check.html",
            read="2026-11-25",
        ),
    ),
    rationale="A database with a public address is one wrong security group rule away from the whole internet, where "
    "its port is found and passwords are tried within minutes.",
    remediation="Set publiclyAccessible to false. With Floodgate's AuroraCluster component it always is.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER_INSTANCE, INSTANCE, CLUSTER),
)

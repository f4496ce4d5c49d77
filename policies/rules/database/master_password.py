"""
*What it checks*: the program sets no master password that ends up in the state of the stack: RDS makes and keeps it
(manageMasterUserPassword), or it is given write-only.

*Why it matters*: a password in the program or in a state file is read by everybody who reads these, and stays the same
until somebody changes it by hand. RDS keeps its own in Secrets Manager and renews it every seven days.

*How to fix*: leave the password out and let RDS manage it.
"""

from rules.database.clusters import CLUSTER, INSTANCE
from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(database: Resource, report: Report) -> None:
    """Its master password is not in the state."""
    prop = "masterPassword" if database.token == CLUSTER else "password"
    report.decides(
        database,
        _is_left_out(database, prop),
        wrong=f"the master password of {database} is set by the program ({prop}), and so is in the state.",
        missing="whether the program sets its master password",
    )


def _is_left_out(database: Resource, prop: str) -> Truth:
    value = read(database, prop)
    return UNKNOWN if value is UNKNOWN else value in (None, "")


RULE = Rule(
    id="DATABASE-023",
    title="Database cluster has a master password that RDS manages",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC02-BP03 Store and use secrets securely",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
            read="2026-11-25",
        ),
    ),
    rationale="A password that a program sets is in the state file and stays valid until someone changes it by hand: "
    "whoever reads one old copy is the owner of the database. RDS's own is renewed every seven days.",
    remediation="Set manageMasterUserPassword to true in place of masterPassword (password of an instance). With "
    "Floodgate's AuroraCluster component it always is.",
    since="0.1.0",
    check_resource=check,
    types=(CLUSTER, INSTANCE),
)

"""
*What it checks*: a database proxy refuses connections without TLS (requireTls).

*Why it matters*: it is off by default, and what the database itself refuses, a proxy in front of it would take: clients
send passwords and data to it in the clear.

*How to fix*: set requireTls.
"""

from rules.database.clusters import PROXY
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(proxy: Resource, report: Report) -> None:
    """It takes no connection without TLS."""
    report.decides(
        proxy,
        read_flag(proxy, "requireTls"),
        wrong=f"{proxy} takes connections without TLS (requireTls).",
        missing="whether it requires TLS",
    )


RULE = Rule(
    id="DATABASE-021",
    title="Database proxy refuses connections without TLS",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/prescriptive-guidance/latest/amazon-rds-proxy/best-practices.html",
            read="2026-11-25",
        ),
    ),
    rationale="A proxy does not require TLS unless it is told to. Clients that do not ask for it send their passwords "
    "and their data readable across the network, whatever the database behind it demands.",
    remediation="Set requireTls to true. With Floodgate's DatabaseProxy component it always is.",
    since="0.1.0",
    check_resource=check,
    types=(PROXY,),
)

"""
*What it checks*: a replication group encrypts the traffic of its clients, and takes none that is not encrypted
(transitEncryptionMode). A group of the engine Valkey says so or says not: AWS asks for the property.

*Why it matters*: otherwise everything that the cache holds, and the token with it, crosses the network in the clear.

*How to fix*: switch encryption in transit on, with the mode `required`. A running group goes through `preferred` first.
"""

from rules.cache.groups import GROUP
from rules.logic import equals, every, negate
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(group: Resource, report: Report) -> None:
    """Its clients' traffic is encrypted."""
    encrypts = read_flag(group, "transitEncryptionEnabled")
    optional = equals(read(group, "transitEncryptionMode"), "preferred")
    report.decides(
        group,
        every([encrypts, negate(optional)]),
        wrong=_message(group, encrypts=encrypts is not False),
        missing="whether it encrypts the traffic of its clients",
    )


def _message(group: Resource, *, encrypts: bool) -> str:
    if encrypts:
        return f"{group} also takes connections without TLS (transitEncryptionMode)."
    if read(group, "engine") == "valkey" and read(group, "transitEncryptionEnabled") is None:
        return (
            f"{group} does not say whether it encrypts its traffic (transitEncryptionEnabled), which Valkey asks for."
        )
    return f"{group} does not encrypt the traffic of its clients (transitEncryptionEnabled)."


RULE = Rule(
    id="CACHE-008",
    title="Replication group encrypts the traffic of its clients",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/elasticache-repl-grp-encrypted-in-transit.html",
            read="2026-11-25",
        ),
    ),
    rationale="Without TLS whoever sees the network reads what the cache holds, and the token that opens it. The mode "
    "preferred is for the time of a change: with it clients may leave TLS out.",
    remediation='Set transitEncryptionEnabled to true and transitEncryptionMode to "required". With Floodgate\'s '
    "ReplicationGroup component both always are.",
    since="0.1.0",
    check_resource=check,
    types=(GROUP,),
)

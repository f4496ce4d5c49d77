"""
*What it checks*: a Route 53 alias for a CloudFront distribution names CloudFront's own hosted zone, and stands for a
name that is among the distribution's aliases.

*Why it matters*: AWS refuses another zone. A name that the distribution does not know is answered 403.

*How to fix*: take zone id and name from the distribution, and add the name to its aliases.
"""

from rules.edge.aliases import AliasRecord, alias_records, hidden_records
from rules.edge.records import DISTRIBUTION_ZONE, full_name, host
from rules.logic import Truth, equals, every, some
from rules.report import Report
from rules.resource import read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every record that leads to a distribution is as CloudFront wants it."""
    for record in hidden_records(stack):
        report.not_knowable(record, "whether it leads to a distribution")
    for alias in alias_records(stack):
        truths = {
            "does not name CloudFront's own hosted zone, so AWS refuses it": _names_its_zone(alias),
            "is no alias of its distribution, which answers 403": _is_known(stack, alias),
        }
        problem = next((text for text, truth in truths.items() if truth is False), "")
        report.decides(
            alias.record,
            every(truths.values()),
            wrong=f"{alias.record} leads to a distribution but {problem}.",
            missing="its zone and name, and the aliases of its distribution",
        )


def _names_its_zone(alias: AliasRecord) -> Truth:
    if alias.zone is UNKNOWN and alias.distribution:
        # Unknown before deployment, but nothing else can have given it.
        given = set(alias.record.property_dependencies.get("aliases", ()))
        return True if given == {alias.distribution.urn} else UNKNOWN
    return equals(alias.zone, DISTRIBUTION_ZONE)


def _is_known(stack: Stack, alias: AliasRecord) -> Truth:
    name = full_name(stack, alias.record)
    aliases = read_list(alias.distribution, "aliases") if alias.distribution else UNKNOWN
    if aliases is UNKNOWN or name is UNKNOWN:
        return UNKNOWN
    return some(_means(other, name) for other in aliases)


def _means(alias: object, name: str) -> Truth:
    if not isinstance(alias, str):
        return UNKNOWN
    return host(alias) == name or (alias.startswith("*.") and name.endswith(host(alias)[1:]))


RULE = Rule(
    id="EDGE-009",
    title="Record leads to a distribution by an alias that CloudFront takes",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html", read="2026-11-25"
        ),
    ),
    rationale="All distributions have the one hosted zone Z2FDTNDATAQYW2, and Route 53 refuses an alias with another "
    "zone. A distribution answers only names that are among its aliases: for any other the record works and every "
    "viewer gets 403.",
    remediation="Set aliases[0].zoneId to the distribution's hostedZoneId, and add the name to the distribution's "
    "aliases. With Floodgate's Edge component: domain, from which both are made.",
    since="0.1.0",
    check=check,
)

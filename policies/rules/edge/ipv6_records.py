"""
*What it checks*: where a CloudFront distribution answers by IPv6, a name that leads to it has an AAAA record beside its
A record.

*Why it matters*: without the AAAA record viewers with IPv6 alone, as in many mobile networks, reach the distribution
through a translator of their network, or not at all.

*How to fix*: add a record of type AAAA with the same alias.
"""

from rules.edge.aliases import AliasRecord, alias_records, hidden_records
from rules.edge.records import full_name
from rules.logic import Truth, equals, every, holds, negate, some
from rules.report import Report
from rules.resource import read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every name of a distribution is there for both kinds of addresses."""
    aliases = alias_records(stack)
    hidden = [UNKNOWN for _ in hidden_records(stack)]
    for record in hidden_records(stack):
        report.not_knowable(record, "whether it leads to a distribution")
    for alias in aliases:
        if (for_ipv4 := equals(read(alias.record, "type"), "A")) is not False:
            # The provider's default is false.
            answers = read_flag(alias.distribution, "isIpv6Enabled") if alias.distribution else UNKNOWN
            beside = some([*(_is_its_pair(stack, alias, other) for other in aliases), *hidden])
            report.decides(
                alias.record,
                some([negate(for_ipv4), negate(answers), beside]),
                wrong=f"{alias.record} has no AAAA record beside it, although {alias.distribution} answers by IPv6.",
                missing="whether its distribution answers by IPv6, and the names of the records beside it",
            )


def _is_its_pair(stack: Stack, alias: AliasRecord, other: AliasRecord) -> Truth:
    names = [full_name(stack, one.record) for one in (alias, other)]
    return every([equals(read(other.record, "type"), "AAAA"), holds(lambda mine, theirs: bool(mine == theirs), *names)])


RULE = Rule(
    id="EDGE-027",
    title="Record for a distribution that answers by IPv6 has one of type AAAA beside it",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF04-BP05 Choose network protocols to improve performance",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-latency-alias.html",
            read="2026-11-25",
        ),
    ),
    rationale="With IPv6 enabled for the distribution, Route 53's guide asks for two records, A and AAAA. Without the "
    "second one nobody ever uses the distribution's IPv6 addresses, and viewers in IPv6-only networks come through a "
    "shared translator, which rate limits count as one.",
    remediation="Add a record of type AAAA with the same aliases, or set isIpv6Enabled of the distribution to false. "
    "With Floodgate's AliasRecords component both records are made.",
    since="0.1.0",
    check=check,
)

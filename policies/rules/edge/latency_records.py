"""
*What it checks*: no Route 53 record chooses a region by latency or nearness in front of a CloudFront distribution.

*Why it matters*: every edge location of a distribution answers under the same name, the nearest one by itself, and a
name can be on one distribution only. So there is nothing to choose from: the region is chosen behind CloudFront.

*How to fix*: make one plain alias for the distribution, and the latency records for the origin's name.
"""

from rules.edge.aliases import alias_records, hidden_records
from rules.edge.records import RECORD
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack

_CHOOSING = ("latencyRoutingPolicies", "geoproximityRoutingPolicy")


def check(stack: Stack, report: Report) -> None:
    """Regions are chosen behind a distribution, not before it."""
    before = {alias.record.urn for alias in alias_records(stack)}
    hidden = {record.urn for record in hidden_records(stack)}
    for record in stack.of(RECORD):
        if not _chooses(record):
            continue
        if record.urn in hidden:
            report.not_knowable(record, "whether it leads to a distribution")
        elif record.urn in before:
            report.fails(
                record,
                f"{record} chooses by latency in front of a distribution, which is the same everywhere: choose the "
                "region behind it, for the origin's name.",
            )
        else:
            report.passes(record)


def _chooses(record: Resource) -> bool:
    return any(read(record, prop) not in (None, []) for prop in _CHOOSING)


RULE = Rule(
    id="EDGE-015",
    title="Record chooses a region behind the distribution, not before it",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF04-BP06 Choose your workload's location based on network requirements",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html", read="2026-11-25"
        ),
    ),
    rationale="A name can be an alias of one distribution only, whose edge locations all answer it, so latency records "
    "before CloudFront have one target at most and never lead to another region. They belong behind it, where each "
    "edge location asks for the origin's name.",
    remediation="Take latencyRoutingPolicies off the record for the distribution, and set them on those for the "
    "origin's domainName. With Floodgate's Edge component: regions and routing.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a Route 53 alias for a CloudFront distribution does not ask for the health of its target.

*Why it matters*: a distribution is everywhere and has no health that Route 53 could ask for: AWS's reference says that
it cannot be set. Public programs set it all the same, and whoever relies on it for a failover never sees one.

*How to fix*: set evaluateTargetHealth to false.
"""

from rules.edge.aliases import alias_records, hidden_records
from rules.logic import negate
from rules.report import Report
from rules.resource import read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack


def check(stack: Stack, report: Report) -> None:
    """No record asks for the health of a distribution."""
    for record in hidden_records(stack):
        report.not_knowable(record, "whether it leads to a distribution")
    for alias in alias_records(stack):
        report.decides(
            alias.record,
            negate(read_flag(alias.record, "aliases", 0, "evaluateTargetHealth")),
            wrong=f"{alias.record} asks for the health of a distribution (evaluateTargetHealth), which has none.",
            missing="whether it asks for target health",
        )


RULE = Rule(
    id="EDGE-040",
    title="Record that leads to a distribution does not ask for its health",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP02 Fail over to healthy resources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html", read="2026-11-25"
        ),
    ),
    rationale="Route 53 knows no health of a distribution: AWS says that EvaluateTargetHealth cannot be true for one. "
    "Where it is true all the same it has no effect, and a failover that is built on it never happens.",
    remediation="Set aliases[0].evaluateTargetHealth to false. With Floodgate's Edge component it always is.",
    since="0.1.0",
    check=check,
)

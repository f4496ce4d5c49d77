"""
*What it checks*: the daily snapshot window of a replication group lasts an hour at least, and does not overlap its
weekly maintenance window.

*Why it matters*: a snapshot takes memory and time of a node. Together with maintenance, which replaces nodes, it makes
both slow, and one of them fails. AWS takes no shorter window.

*How to fix*: move or widen one of them. Both are in UTC.
"""

from rules.cache.groups import GROUP
from rules.logic import Truth, every
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN
from rules.windows import apart, daily

LEAST_MINUTES = 60  # ElastiCache user guide, "Scheduling automatic backups"


def check(group: Resource, report: Report) -> None:
    """Snapshots have an hour to themselves."""
    snapshot, maintenance = read(group, "snapshotWindow"), read(group, "maintenanceWindow")
    long_enough, clear = _lasts(snapshot), apart(snapshot, maintenance)
    report.decides(
        group,
        every([long_enough, clear]),
        wrong=f"the snapshot window of {group} lasts less than {LEAST_MINUTES} minutes."
        if long_enough is False
        else f"the snapshot window of {group} overlaps its maintenance window.",
        missing="its snapshot window and its maintenance window",
    )


def _lasts(text: object) -> Truth:
    if text in (None, ""):
        return True  # AWS chooses one
    window = daily(text)
    return UNKNOWN if window is None else window.length >= LEAST_MINUTES


RULE = Rule(
    id="CACHE-010",
    title="Replication group takes its snapshots apart from maintenance",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP03 Perform data backup automatically",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html", read="2026-11-25"
        ),
    ),
    rationale="A snapshot window has at least 60 minutes. A snapshot takes memory and time of a node, and maintenance "
    "replaces nodes: at the same time they slow each other down, and one is likely to fail.",
    remediation="Move snapshotWindow or maintenanceWindow apart, and give the first an hour. With Floodgate's "
    "ReplicationGroup component: snapshot_window and maintenance_window, which it checks.",
    since="0.1.0",
    check_resource=check,
    types=(GROUP,),
)

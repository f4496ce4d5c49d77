"""
*What it checks*: a cache takes daily snapshots and keeps them for a day at least. Caches whose tag FLOODGATE_DISPOSABLE
is "true", and such of Memcached, are left out.

*Why it matters*: when all nodes are lost, or a wrong command empties them, a cache without a snapshot starts cold, and
what was only in it, such as sessions, is gone.

*How to fix*: set the days for which snapshots are kept.
"""

from rules.cache.groups import GROUP, SERVERLESS
from rules.disposable import OPTION, is_disposable
from rules.logic import equals, holds, some
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity

SNAPSHOT_DAYS = 0  # ElastiCache's default, API reference, CreateReplicationGroup


def check(cache: Resource, report: Report) -> None:
    """It takes snapshots."""
    wanted = report.number("days")
    days = read_number(cache, "snapshotRetentionLimit", default=SNAPSHOT_DAYS)
    kept = f"{days:.12g}" if isinstance(days, float | int) else "an unknown number of"
    report.decides(
        cache,
        some(
            [
                holds(lambda own: bool(own >= wanted), days),
                is_disposable(cache, report),
                equals(read(cache, "engine"), "memcached"),
            ]
        ),
        wrong=f"{cache} keeps its snapshots for {kept} days, and {wanted:.12g} are wanted (snapshotRetentionLimit).",
        missing="for how long it keeps snapshots, or whether it is disposable",
    )


RULE = Rule(
    id="CACHE-015",
    title="Replication group takes daily snapshots",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL09-BP03 Perform data backup automatically",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html", read="2026-11-25"
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html", read="2026-11-25"
        ),
    ),
    rationale="A cache that is lost, or emptied by a wrong command, comes back from a snapshot, warm. Without one it "
    "starts empty, all requests go to the database, and sessions are gone.",
    remediation="Set snapshotRetentionLimit to 1 or more. With Floodgate's ReplicationGroup component: "
    "snapshot_retention_days.",
    since="0.1.0",
    check_resource=check,
    types=(GROUP, SERVERLESS),
    options=(OPTION, Option(name="days", default=1, description="Days for which snapshots are kept", minimum=1)),
)

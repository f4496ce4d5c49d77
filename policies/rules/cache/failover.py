"""
*What it checks*: a replication group fails over by itself when its primary is lost. Groups whose tag
FLOODGATE_DISPOSABLE is "true" are left out.

*Why it matters*: without it all writes fail until somebody promotes a replica by hand, or AWS has made a new primary,
which is empty. Then all requests go to the database at once.

*How to fix*: have a replica, and switch automatic failover on.
"""

from rules.cache.groups import GROUP
from rules.disposable import OPTION, is_disposable
from rules.logic import some
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(group: Resource, report: Report) -> None:
    """It fails over by itself."""
    report.decides(
        group,
        some([read_flag(group, "automaticFailoverEnabled"), is_disposable(group, report)]),
        wrong=f"{group} does not fail over by itself when its primary is lost (automaticFailoverEnabled).",
        missing="whether it fails over by itself, or is disposable",
    )


RULE = Rule(
    id="CACHE-014",
    title="Replication group fails over by itself",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP02 Fail over to healthy resources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/config/latest/developerguide/elasticache-repl-grp-auto-failover-enabled.html",
            read="2026-11-25",
        ),
    ),
    rationale="A primary that is lost takes all writes with it until a replica is promoted by hand, or a new and empty "
    "node is there; then every request goes to the database, which was sized with the cache in front of it.",
    remediation="Set automaticFailoverEnabled to true, and numCacheClusters to 2 or more. With Floodgate's "
    "ReplicationGroup component: automatic_failover and node_count.",
    since="0.1.0",
    check_resource=check,
    types=(GROUP,),
    options=(OPTION,),
)

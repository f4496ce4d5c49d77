"""
*What it checks*: a function whose environment holds the endpoint of a database is bounded in how often it runs at the
same time: by reserved concurrency, or by a maximum concurrency of each of its event source mappings. Functions that
reach the database through a proxy are left out.

*Why it matters*: every run of a function opens connections of its own. Without a bound a burst of events starts as many
runs as the account allows, a thousand by default, takes all connections of the database, and the services beside it
are refused.

*How to fix*: reserve a concurrency that the database has connections for, or put a proxy in between.
"""

from rules.clients import Store, functions, is_bounded
from rules.database.clusters import INSTANCE, PROXY, PROXY_ENDPOINT, aurora_clusters, members
from rules.logic import some
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every function that connects to a database is bounded."""
    for database in (*aurora_clusters(stack), *stack.of(INSTANCE)):
        store = Store(resource=database, members=members(stack, database).known, fronts=(PROXY, PROXY_ENDPOINT))
        for client in functions(stack, store):
            function = client.resource
            bounded = is_bounded(stack, function)
            report.decides(
                function,
                bounded if client.sure else some([bounded, UNKNOWN]),
                wrong=f"nothing bounds how many runs of {function} connect to {database} at the same time "
                "(reservedConcurrentExecutions).",
                missing="whether it connects to a database, and its concurrency",
            )


RULE = Rule(
    id="DATABASE-002",
    title="Function that connects to a database is bounded in its concurrency",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL05-BP02 Throttle requests",
    references=(Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html", read="2026-11-23"),),
    rationale="Each run of a function has connections of its own, and a burst starts up to a thousand runs. They take "
    "all that the database accepts, and then services that never called the function are refused as well.",
    remediation="Set reservedConcurrentExecutions of the function, or maximumConcurrency in scalingConfig of each "
    "event source mapping. With Floodgate's OrderConsumer component: maximum_concurrency.",
    since="0.1.0",
    check=check,
)

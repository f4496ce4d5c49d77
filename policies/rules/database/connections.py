"""
*What it checks*: an Aurora cluster takes the connections of all its clients at their peak. Counted are the tasks of
each service at its maximum, with the old and the new ones of a deployment together (deploymentMaximumPercent), and the
runs of each function, whose environment holds the cluster's endpoint. How many connections one of them opens is told
by tags of the task definition or function, to the writer (DATABASE_WRITER_POOL) and to readers (DATABASE_READER_POOL);
else by the declared traffic (connectionsPerTask, functionConnections), all to the writer; else by environment variables
with the tags' names. Clients of a proxy are the proxy's.

*Why it matters*: what comes after the last connection is refused: tasks fail their health checks in the middle of a
deployment, when old and new ones are there at once, and the database is least able to serve. The limit follows the
memory of the instance, of a serverless one its maximum capacity, with 2,000 as the most for a minimum of 0 or 0.5.

*How to fix*: smaller pools, fewer tasks, larger instances, a higher maximum capacity, or a proxy in between.
"""

from dataclasses import dataclass
from math import inf
from typing import Any

from rules import traffic
from rules.clients import FUNCTION, Client, Store, functions, services, variables
from rules.compute.containers import environment
from rules.database.capacity import connections
from rules.database.clusters import PROXY, PROXY_ENDPOINT, Members, aurora_clusters, members
from rules.logic import every
from rules.report import Report
from rules.resource import Resource, number, read
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.spans import NOTHING, Span, known, span
from rules.stack import Stack
from rules.values import UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Connections that a client opens at its peak, and to which instances."""

    client: Client
    to_writer: Span
    to_readers: Span


def check(stack: Stack, report: Report) -> None:
    """Every Aurora cluster takes the connections of all its clients."""
    for cluster in aurora_clusters(stack):
        instances = members(stack, cluster)
        store = Store(resource=cluster, members=instances.known, fronts=(PROXY, PROXY_ENDPOINT))
        if clients := [*services(stack, store), *functions(stack, store)]:
            _check_cluster(stack, cluster, instances, clients, report)


def _check_cluster(stack: Stack, cluster: Resource, instances: Members, clients: list[Client], report: Report) -> None:
    needed = [demand for client in clients if (demand := _demand(client, report))]
    if len(needed) < len(clients):
        known_ones = [demand.client for demand in needed]
        silent = next(client for client in clients if client not in known_ones)
        report.not_knowable(cluster, traffic.missing(_fact(silent)))
        return
    limit = connections(stack, cluster, instances)
    usable = limit * known(report.number("percent") / 100)
    writer, reader = _per_instance(needed, len(instances.known), complete=instances.complete)
    asked = f"{max(writer.least, reader.least):.12g} connections by {_names(needed)} at their peak"
    report.decides(
        cluster,
        every([writer.fits(usable), reader.fits(usable)]),
        wrong=f"an instance of {cluster} is asked for {asked}, which is more than {report.number('percent'):.12g} % of "
        f"the {limit.most:.12g} that it takes.",
        missing="how many clients it has at their peak, their connections, and how many its instances take",
    )


def _per_instance(needed: list[Demand], count: int, *, complete: bool) -> tuple[Span, Span]:
    writer = sum((demand.to_writer for demand in needed), NOTHING)
    readers = sum((demand.to_readers for demand in needed), NOTHING)
    if not complete:
        return Span(writer.least, inf), Span(0, inf)
    if count < 2:
        return writer + readers, NOTHING  # without a reader its endpoint is the writer
    return writer, readers * known(1 / (count - 1))


def _demand(client: Client, report: Report) -> Demand | None:
    """What a client opens, None where nothing says what one of it does."""
    pools = _pools(client, report)
    if pools is None:
        return None
    runs = client.runs if client.sure else Span(0, client.runs.most)
    return Demand(client=client, to_writer=runs * pools[0], to_readers=runs * pools[1])


def _pools(client: Client, report: Report) -> tuple[Span, Span] | None:
    """What one of a client opens, to the writer and to readers: by its tags, by the traffic, by its environment."""
    names = (report.text("writerVariable"), report.text("readerVariable"))
    tags = [read(client.holder, "tags", name) for name in names]
    if tags != [None, None]:
        return _pool(tags[0]), _pool(tags[1])
    declared = report.declared(_fact(client))
    if declared is not UNKNOWN:
        return known(declared), NOTHING
    pairs = variables(client.holder) if client.holder.token == FUNCTION else environment(client.holder)
    told = {name: value for name, value in pairs if name in names}
    return (_pool(told.get(names[0])), _pool(told.get(names[1]))) if told else None


def _pool(value: Any) -> Span:
    return NOTHING if value is None else span(number(value))


def _fact(client: Client) -> str:
    return "functionConnections" if client.holder.token == FUNCTION else "connectionsPerTask"


def _names(needed: list[Demand]) -> str:
    asking = [demand for demand in needed if demand.to_writer.least or demand.to_readers.least]
    return " and ".join(f"{demand.client.runs.least:.12g} of {demand.client.resource}" for demand in asking)


RULE = Rule(
    id="DATABASE-001",
    title="Database cluster takes the connections of all its clients during a deployment",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP03 Accommodate fixed service quotas and constraints through architecture",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/"
            "aurora-serverless-v2.setting-capacity.html",
            read="2026-11-23",
        ),
    ),
    rationale="Connections beyond max_connections are refused. A deployment runs old and new tasks at once, so pools "
    "that fit on an ordinary day overflow in the middle of a release: new tasks fail, and so do the old ones that "
    "reconnect.",
    remediation="Lower maxCapacity of the scaling target, deploymentMaximumPercent or the pool that a task opens, or "
    "raise instanceClass or maxCapacity of serverlessv2ScalingConfiguration. With Floodgate: sizing.pools, "
    "scaling.max_tasks of FargateService, instances of AuroraCluster, or a DatabaseProxy.",
    since="0.1.0",
    check=check,
    options=(
        Option(name="percent", default=80, description="How much of max_connections clients may use", minimum=1),
        Option(
            name="writerVariable",
            default="DATABASE_WRITER_POOL",
            description="The tag or environment variable with the connections that one client opens to the writer",
        ),
        Option(
            name="readerVariable",
            default="DATABASE_READER_POOL",
            description="The tag or environment variable with the connections that one client opens to readers",
        ),
    ),
)

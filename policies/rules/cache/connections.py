"""
*What it checks*: a node of a replication group takes the connections of all its clients at their peak: tasks of
services at their maximum, with the old and the new ones of a deployment together, and runs of functions, whose
environment holds an endpoint of the group. How many connections one of them opens is told by its tag
FLOODGATE_CACHE_CONNECTIONS, else by the declared traffic (cacheConnectionsPerTask), else by an environment variable
with the tag's name. A node takes 65,000.

*Why it matters*: the next client is refused, and long before that each new connection costs the node time, most of all
with TLS. It happens in a deployment, when old and new tasks are there at once.

*How to fix*: fewer connections a task, fewer tasks, or more shards.
"""

from typing import Any

from rules import traffic
from rules.cache.groups import GROUP
from rules.clients import FUNCTION, Client, Store, functions, services, variables
from rules.compute.containers import environment
from rules.report import Report
from rules.resource import Resource, number, read
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.spans import NOTHING, Span, known, span
from rules.stack import Stack
from rules.values import UNKNOWN

MOST_CONNECTIONS = 65_000  # of a node; ElastiCache user guide, "Troubleshooting: connections" (maxclients)
FACT = "cacheConnectionsPerTask"


def check(stack: Stack, report: Report) -> None:
    """Every replication group takes the connections of its clients."""
    for group in stack.of(GROUP):
        store = Store(resource=group)
        if clients := [*services(stack, store), *functions(stack, store)]:
            _check_group(group, clients, report)


def _check_group(group: Resource, clients: list[Client], report: Report) -> None:
    opened = [_opened(client, report) for client in clients]
    needed = sum((one for one in opened if one is not None), NOTHING)
    if None in opened:
        report.not_knowable(group, traffic.missing(FACT))
        return
    most = report.number("connections")
    report.decides(
        group,
        needed.fits(known(most)),
        wrong=f"a node of {group} is asked for {needed.least:.12g} connections by its clients at their peak, and takes "
        f"{most:.12g}.",
        missing="how many clients it has at their peak, and their connections",
    )


def _opened(client: Client, report: Report) -> Span | None:
    """The connections that a client opens at its peak, None where nothing says what one of it does."""
    each = _each(client, report)
    runs = client.runs if client.sure else Span(0, client.runs.most)
    return None if each is None else runs * each


def _each(client: Client, report: Report) -> Span | None:
    name, figure = report.text("connectionsVariable"), report.declared(FACT)
    tag: Any = read(client.holder, "tags", name)
    if tag is not None:
        return span(number(tag))
    if figure is not UNKNOWN:
        return known(figure)
    pairs = variables(client.holder) if client.holder.token == FUNCTION else environment(client.holder)
    told = [value for variable, value in pairs if variable == name]
    return span(number(told[0])) if told else None


RULE = Rule(
    id="CACHE-001",
    title="Replication group takes the connections of all its clients during a deployment",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP03 Accommodate fixed service quotas and constraints through architecture",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/TroubleshootingConnections.html",
            read="2026-11-23",
        ),
    ),
    rationale="A node takes 65,000 connections and refuses the next. A deployment runs old and new tasks at once, so "
    "that pools which fit on an ordinary day overflow in the middle of a release.",
    remediation="Lower maxCapacity of the scaling target, deploymentMaximumPercent or the connections that a task "
    "opens. With Floodgate's FargateService component: scaling.max_tasks.",
    since="0.1.0",
    check=check,
    options=(
        Option(name="connections", default=MOST_CONNECTIONS, description="Connections that a node may have", minimum=1),
        Option(
            name="connectionsVariable",
            default="FLOODGATE_CACHE_CONNECTIONS",
            description="The tag or environment variable with the connections that one client opens to the cache",
        ),
    ),
)

"""
*What it checks*: some security group of a cluster behind a proxy lets the proxy's security groups in on the database's
port.

*Why it matters*: otherwise the proxy cannot connect, its target is unavailable, and all of its clients wait until their
time is over.

*How to fix*: add an ingress rule for the proxy's security group to that of the cluster.
"""

from rules.database.clusters import Proxied, proxied
from rules.logic import Truth, every, some
from rules.network.ingress import GROUP, Passage, into
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import EACH, Partners, Stack
from rules.values import UNKNOWN

_PORTS = {"aurora-postgresql": 5432, "postgres": 5432, "aurora-mysql": 3306, "mysql": 3306}  # RDS API, CreateDBCluster


def check(stack: Stack, report: Report) -> None:
    """Every cluster behind a proxy lets it in."""
    for pair in proxied(stack):
        if pair.proxy.partner and pair.cluster.partner:
            proxy, cluster = pair.proxy.partner, pair.cluster.partner
            report.decides(
                cluster,
                _lets_in(stack, pair),
                wrong=f"no security group of {cluster} lets {proxy} in on the port of the database.",
                missing="its security groups, those of its proxy, and what they let in",
            )
        else:
            report.not_knowable(pair.target, "the security groups of its proxy and of its cluster")


def _lets_in(stack: Stack, pair: Proxied) -> Truth:
    proxy, cluster = pair.proxy.partner, pair.cluster.partner
    port = _port(cluster) if cluster else None
    if proxy is None or cluster is None or port is None:
        return UNKNOWN
    own, theirs = _groups(stack, cluster), _groups(stack, proxy)
    admitted = [into(stack, group).some(lambda passage: _admits(passage, theirs, port)) for group in own.inside]
    return some([*admitted, *([] if _are_all(own) else [UNKNOWN])])


def _admits(passage: Passage, groups: Partners, port: int) -> Truth:
    # Addresses of the proxy may be in a range, and its group outside the stack may be the one that is named.
    perhaps = bool(passage.cidrs or passage.prefix_lists) or not _are_all(groups)
    named = [passage.means(group) for group in groups.inside]
    return every([passage.carries(port), some([*named, *([UNKNOWN] if perhaps else [])])])


def _are_all(groups: Partners) -> bool:
    return bool(groups.inside) and groups.complete and not groups.outside


def _groups(stack: Stack, resource: Resource) -> Partners:
    return stack.partners(resource, "vpcSecurityGroupIds", EACH, to=GROUP)


def _port(cluster: Resource) -> int | None:
    engine = read(cluster, "engine")
    port = read_number(cluster, "port", default=_PORTS.get(engine) if isinstance(engine, str) else None)
    return int(port) if isinstance(port, float | int) else None


RULE = Rule(
    id="DATABASE-013",
    title="Database cluster lets its proxy in",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-network-prereqs.html",
            read="2026-11-25",
        ),
    ),
    rationale="A proxy is a client of the database like any other. When the database's security group does not let it "
    "in, its target stays unavailable and every connection through it times out.",
    remediation="Add an ingress rule with the proxy's group as referencedSecurityGroupId to the cluster's group. With "
    'Floodgate: cluster.allow_from("proxy", proxy.security_group).',
    since="0.1.0",
    check=check,
)

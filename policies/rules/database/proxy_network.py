"""
*What it checks*: a database proxy and the cluster behind it lie in the same VPC.

*Why it matters*: RDS makes no connection from a proxy to a database in another VPC: its target never becomes available,
and all clients of the proxy are refused.

*How to fix*: take the proxy's subnets from the VPC of the database's subnet group.
"""

from rules.database.clusters import Proxied, proxied, subnet_group, subnets
from rules.logic import Truth
from rules.network.placement import SUBNET, vpc
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import EACH, Found, Link, Partners, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every proxy lies in its cluster's VPC."""
    for pair in proxied(stack):
        if pair.proxy.partner and pair.cluster.partner:
            proxy, cluster = pair.proxy.partner, pair.cluster.partner
            report.decides(
                proxy,
                _share_network(stack, pair),
                wrong=f"{proxy} lies in another VPC than {cluster}: it never reaches it.",
                missing="the VPC of its subnets, and that of its cluster's",
            )
        elif Found.OUTSIDE in (pair.proxy.found, pair.cluster.found):
            report.not_knowable(pair.target, "the VPCs of its proxy and its cluster, one of which is outside the stack")
        else:
            report.not_knowable(pair.target, "which proxy and which cluster it connects")


def _share_network(stack: Stack, pair: Proxied) -> Truth:
    proxy, cluster = pair.proxy.partner, pair.cluster.partner
    group = subnet_group(stack, cluster).partner if cluster else None
    if proxy is None or group is None:
        return UNKNOWN
    own = _network(stack, stack.partners(proxy, "vpcSubnetIds", EACH, to=SUBNET))
    theirs = _network(stack, subnets(stack, group))
    if own is None or theirs is None:
        return UNKNOWN
    if own.partner or theirs.partner:
        # One of the stack's and a literal id cannot be compared before the first deployment.
        return own.partner is theirs.partner if own.partner and theirs.partner else UNKNOWN
    return bool(own.value == theirs.value)


def _network(stack: Stack, found: Partners) -> Link | None:
    """The VPC of one of these subnets: they can only be of one."""
    links = [vpc(stack, subnet) for subnet in found.inside]
    return next((link for link in links if link.partner or link.found is Found.OUTSIDE), None)


RULE = Rule(
    id="DATABASE-012",
    title="Database proxy lies in the VPC of its cluster",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="SEC05-BP01 Create network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-network-prereqs.html",
            read="2026-11-25",
        ),
    ),
    rationale="A proxy and its database need a common VPC. From another one the proxy never reaches its target, and "
    "every client that connects to it waits and fails.",
    remediation="Set vpcSubnetIds of the proxy to subnets in the VPC of the database's subnet group. With Floodgate's "
    "DatabaseProxy component: subnet_ids, those of the AuroraCluster.",
    since="0.1.0",
    check=check,
)

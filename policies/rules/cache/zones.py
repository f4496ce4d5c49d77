"""
*What it checks*: a replication group that names preferred zones names one for each of its nodes, each of which has a
subnet in its subnet group; and the subnet group of one with Multi-AZ spans two zones.

*Why it matters*: AWS refuses a list of another length, and a zone without a subnet. With subnets in one zone only,
Multi-AZ has nowhere to go.

*How to fix*: name as many zones as nodes, and add a subnet of each zone to the group.
"""

from rules.cache.groups import GROUP, NODES, SUBNET_GROUP
from rules.logic import Truth, every, holds, implies
from rules.network.placement import SUBNET, distinct_zones, zone
from rules.report import Report
from rules.resource import Resource, read_flag, read_list, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import EACH, Partners, Stack
from rules.values import UNKNOWN

ZONES = 2


def check(stack: Stack, report: Report) -> None:
    """The zones of every group fit its nodes and its subnets."""
    for group in stack.of(GROUP):
        counted = _has_one_each(group)
        subnets = _subnets(stack, group)
        placed = UNKNOWN if subnets is None else every([_have_subnets(group, subnets), _spread(group, subnets)])
        needs_subnets = implies(_depends_on_subnets(group), placed)
        report.decides(
            group,
            every([counted, needs_subnets]),
            wrong=f"{group} does not name one zone for each of its nodes (preferredCacheClusterAzs); AWS refuses that."
            if counted is False
            else f"the subnets of {group} are not in the zones that it is to be in.",
            missing="its zones, its nodes, and the subnets of its subnet group",
        )


def _has_one_each(group: Resource) -> Truth:
    zones = read_list(group, "preferredCacheClusterAzs")
    if zones is UNKNOWN:
        return UNKNOWN
    nodes = read_number(group, "numCacheClusters", default=NODES)
    return True if not zones else holds(lambda count: bool(count == len(zones)), nodes)


def _depends_on_subnets(group: Resource) -> Truth:
    zones = read_list(group, "preferredCacheClusterAzs")
    if zones:
        return UNKNOWN if zones is UNKNOWN else True
    return read_flag(group, "multiAzEnabled")


def _subnets(stack: Stack, group: Resource) -> Partners | None:
    subnet_group = stack.link(group, "subnetGroupName", to=SUBNET_GROUP).partner
    return stack.partners(subnet_group, "subnetIds", EACH, to=SUBNET) if subnet_group else None


def _have_subnets(group: Resource, found: Partners) -> Truth:
    zones = read_list(group, "preferredCacheClusterAzs")
    if zones is UNKNOWN or UNKNOWN in zones:
        return UNKNOWN
    covered = {zone(subnet) for subnet in found.inside}
    if all(isinstance(one, str) and one in covered for one in zones):
        return True
    return UNKNOWN if UNKNOWN in covered or not found.complete or found.outside else False


def _spread(group: Resource, found: Partners) -> Truth:
    least, most = distinct_zones(found.inside)
    some_unknown = most >= ZONES or not found.complete or found.outside
    spans = True if least >= ZONES else UNKNOWN if some_unknown else False
    return implies(read_flag(group, "multiAzEnabled"), spans)


RULE = Rule(
    id="CACHE-007",
    title="Replication group has subnets in the zones of its nodes",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL10-BP01 Deploy the workload to multiple locations",
    references=(
        Reference(url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html", read="2026-11-25"),
    ),
    rationale="AWS places each node in the zone that is named for it, in a subnet of the group. It refuses a list of "
    "zones that does not match the nodes, and a zone that has no subnet.",
    remediation="Make preferredCacheClusterAzs as long as numCacheClusters, of zones that have a subnet in the subnet "
    "group. With Floodgate's ReplicationGroup component both follow from subnet_ids and node_count.",
    since="0.1.0",
    check=check,
)

"""Database clusters: their instances, where these lie, what their parameter groups say, and their proxies."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from rules.network.placement import SUBNET
from rules.resource import Resource, read, read_list
from rules.stack import EACH, Found, Holder, Link, Partners, Stack
from rules.values import UNKNOWN

CLUSTER: Final = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE: Final = "aws:rds/clusterInstance:ClusterInstance"
INSTANCE: Final = "aws:rds/instance:Instance"
SUBNET_GROUP: Final = "aws:rds/subnetGroup:SubnetGroup"
CLUSTER_PARAMETERS: Final = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
PARAMETERS: Final = "aws:rds/parameterGroup:ParameterGroup"
PROXY: Final = "aws:rds/proxy:Proxy"
PROXY_ENDPOINT: Final = "aws:rds/proxyEndpoint:ProxyEndpoint"
PROXY_TARGET: Final = "aws:rds/proxyTarget:ProxyTarget"

SERVERLESS: Final = "db.serverless"
PROMOTION_TIER: Final = 0  # the provider's default, pulumi_aws 7.51.1, rds.ClusterInstance
# A parameter group of this name's kind is AWS's own: it sets nothing.
_OWN_OF_AWS: Final = "default."


@dataclass(frozen=True)
class Members:
    """The instances of a cluster. ``complete``: no other in the stack may be its."""

    known: tuple[Resource, ...]
    complete: bool


def members(stack: Stack, cluster: Resource) -> Members:
    """The instances of a cluster that the stack makes."""
    incoming = stack.incoming(Holder(CLUSTER_INSTANCE, ("clusterIdentifier",)), to=CLUSTER)
    doubts = incoming.perhaps_to(cluster, nameless=stack.is_nameless(cluster))
    return Members(incoming.to(cluster), complete=not doubts)


def aurora_clusters(stack: Stack) -> Iterator[Resource]:
    """The clusters of Aurora, which have instances of their own, or may be of Aurora."""
    for cluster in stack.of(CLUSTER):
        engine = read(cluster, "engine")
        if not isinstance(engine, str) or engine.startswith("aurora"):
            yield cluster


def cluster_of(stack: Stack, holder: Resource) -> Link:
    """The cluster of an instance."""
    return stack.link(holder, "clusterIdentifier", to=CLUSTER)


def subnets(stack: Stack, group: Resource) -> Partners:
    """The subnets of a subnet group."""
    return stack.partners(group, "subnetIds", EACH, to=SUBNET)


def subnet_group(stack: Stack, database: Resource) -> Link:
    """The subnet group in which a cluster or instance lies."""
    return stack.link(database, "dbSubnetGroupName", to=SUBNET_GROUP)


def parameter(stack: Stack, holder: Resource, prop: str, kind: str, name: str) -> Any:
    """What the parameter group named by a property sets for a parameter: None for nothing, UNKNOWN if it may."""
    link = stack.link(holder, prop, to=kind)
    if link.found is Found.NOTHING:
        return None
    if link.found is Found.OUTSIDE:
        return None if str(link.value).startswith(_OWN_OF_AWS) else UNKNOWN
    return in_group(link.partner, name) if link.partner else UNKNOWN


def in_group(group: Resource, name: str) -> Any:
    """What a parameter group sets for a parameter: None for nothing, UNKNOWN if it may."""
    items = read_list(group, "parameters")
    if items is UNKNOWN:
        return UNKNOWN
    names = [read(group, "parameters", index, "name") for index in range(len(items))]
    if name in names:
        return read(group, "parameters", names.index(name), "value")
    return UNKNOWN if UNKNOWN in names else None


@dataclass(frozen=True, kw_only=True)
class Proxied:
    """A target of a proxy: which cluster stands behind which proxy."""

    target: Resource
    proxy: Link
    cluster: Link


def proxied(stack: Stack) -> Iterator[Proxied]:
    """All targets of proxies that are clusters, or may be."""
    for target in stack.of(PROXY_TARGET):
        link = stack.link(target, "dbClusterIdentifier", to=CLUSTER)
        if link.found is not Found.NOTHING:
            yield Proxied(target=target, proxy=stack.link(target, "dbProxyName", to=PROXY), cluster=link)

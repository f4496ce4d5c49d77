"""Replication groups: their nodes, shards, memory and parameters, however they are written."""

from collections.abc import Mapping
from typing import Any, Final

from rules.database.clusters import in_group
from rules.logic import Truth, equals, every, holds, some
from rules.resource import Resource, read, read_list, read_number
from rules.spans import ANYTHING, Span, known
from rules.stack import Found, Stack
from rules.values import UNKNOWN, Unknown

GROUP: Final = "aws:elasticache/replicationGroup:ReplicationGroup"
SUBNET_GROUP: Final = "aws:elasticache/subnetGroup:SubnetGroup"
PARAMETERS: Final = "aws:elasticache/parameterGroup:ParameterGroup"
SERVERLESS: Final = "aws:elasticache/serverlessCache:ServerlessCache"

NODES: Final = 1  # the provider's default for numCacheClusters, pulumi_aws 7.51.1, elasticache.ReplicationGroup
# A parameter group of this name's kind is AWS's own.
_OWN_OF_AWS: Final = "default."
_CLUSTERED: Final = ".cluster.on"  # the end of the names of AWS's own for cluster mode

# The bytes that a node has for data and all else (maxmemory). Source: ElastiCache user guide, "Redis OSS node-type
# specific parameters" (ParameterGroups.Redis), read on 2026-11-25.
_LARGE: Final = (14037181030, 28261849702, 56711183565, 113609865216, 225000375228, 341206346547, 450000750456)
_MEDIUM: Final = (6854542746, 13891921715, 27966669210, 56116178125, 111325552312, 168715971994, 225000375228)
_SIZES: Final = ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge")
_BURSTING: Final = {"micro": 536870912, "small": 1471026299, "medium": 3317862236}
_MEMORY: Final[Mapping[str, int]] = {
    **{f"cache.{family}.{size}": most for family in ("t3", "t4g") for size, most in _BURSTING.items()},
    **{f"cache.{family}.{size}": most for family in ("r6g", "r7g") for size, most in zip(_SIZES, _LARGE, strict=True)},
    **{f"cache.{family}.{size}": most for family in ("m6g", "m7g") for size, most in zip(_SIZES, _MEDIUM, strict=True)},
}
_GIB: Final = 2**30


def memory(group: Resource) -> Span:
    """The memory of a node in GiB."""
    kind = read(group, "nodeType")
    most = _MEMORY.get(kind) if isinstance(kind, str) else None
    return ANYTHING if most is None else known(most / _GIB)


def shards(group: Resource) -> float | Unknown:
    """Over how many shards the keys are spread."""
    blocks = read_list(group, "nodeGroupConfigurations")
    if blocks is UNKNOWN:
        return UNKNOWN
    count = float(len(blocks)) if blocks else read_number(group, "numNodeGroups", default=1)
    return UNKNOWN if count is UNKNOWN or count is None else max(1.0, count)


def has_replica(group: Resource) -> Truth:
    """Whether each shard has a replica: by its own figure, else because there are more nodes than shards."""
    each = _is_more(0, read_number(group, "replicasPerNodeGroup", default=0))
    nodes = read_number(group, "numCacheClusters", default=NODES)
    more = holds(lambda own, spread: bool(own > spread), nodes, shards(group))
    blocks = read_list(group, "nodeGroupConfigurations")
    if blocks is UNKNOWN:
        return some([each, more, UNKNOWN])
    counts = [read_number(group, "nodeGroupConfigurations", i, "replicaCount", default=0) for i in range(len(blocks))]
    return some([each, more, every([bool(counts), *(_is_more(0, count) for count in counts)])])


def _is_more(least: float, count: float | Unknown | None) -> Truth:
    return holds(lambda own: bool(own > least), count)


def is_clustered(stack: Stack, group: Resource) -> Truth:
    """Whether its cluster mode is on: it has several shards, or says so itself or in its parameters."""
    link = stack.link(group, "parameterGroupName", to=PARAMETERS)
    own = link.found is Found.OUTSIDE and str(link.value).startswith(_OWN_OF_AWS)
    by_name = str(link.value).endswith(_CLUSTERED) if own else False
    told = parameter(stack, group, "cluster-enabled")
    return some(
        [
            holds(lambda count: bool(count > 1), shards(group)),
            equals(read(group, "clusterMode"), "enabled"),
            by_name,
            equals(told, "yes"),
        ]
    )


def parameter(stack: Stack, group: Resource, name: str) -> Any:
    """What its parameter group sets for a parameter: None for nothing, UNKNOWN if it may."""
    link = stack.link(group, "parameterGroupName", to=PARAMETERS)
    if link.found is Found.NOTHING:
        return None
    if link.found is Found.OUTSIDE:
        return None if str(link.value).startswith(_OWN_OF_AWS) else UNKNOWN
    return in_group(link.partner, name) if link.partner else UNKNOWN


def has_token(group: Resource) -> Truth:
    """Whether clients log in with a token."""
    # The last one stays in the state, which holds no write-only value.
    return some(_is_set(group, prop) for prop in ("authToken", "authTokenWo", "authTokenWoVersion"))


def has_users(group: Resource) -> Truth:
    """Whether clients log in as users."""
    found = read_list(group, "userGroupIds")
    return UNKNOWN if found is UNKNOWN else bool(found)


def _is_set(group: Resource, prop: str) -> Truth:
    value = read(group, prop)
    if value is UNKNOWN:
        # It comes of another resource, or is hidden.
        return True if group.property_dependencies.get(prop) else UNKNOWN
    return value not in (None, "")

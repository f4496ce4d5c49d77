"""How many connections the instances of an Aurora PostgreSQL cluster take.

Source: Aurora user guide, "Managing Aurora PostgreSQL" (AuroraPostgreSQL.Managing) and "Choosing the capacity range"
(aurora-serverless-v2.setting-capacity), which aws-facts 1.1 quotes: the default of max_connections is
LEAST(memory in bytes / 9531392, 5000), and the tables list what that comes to. The tables count here.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from rules.database.clusters import (
    CLUSTER_PARAMETERS,
    PARAMETERS,
    SERVERLESS,
    Members,
    parameter,
)
from rules.resource import Resource, number, read, read_number
from rules.spans import ANYTHING, Span, either, span
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

_MOST: Final = 5000
_MOST_NEAR_ZERO: Final = 2000  # with a minimum capacity of 0 or 0.5
_SIZES: Final[Mapping[str, int]] = {
    "large": 1722,
    "xlarge": 3479,
    "2xlarge": _MOST,
    "4xlarge": _MOST,
    "8xlarge": _MOST,
    "12xlarge": _MOST,
    "16xlarge": _MOST,
}
_CLASSES: Final[Mapping[str, int]] = {
    "db.t4g.medium": 405,
    "db.t4g.large": 844,
    # The seventh and eighth generation have the memory of the sixth, which the table lists.
    **{f"db.{family}.{size}": most for family in ("r6g", "r7g", "r8g") for size, most in _SIZES.items()},
}
# By maximum capacity. Between two of the points the line is straight.
_BY_CAPACITY: Final[Sequence[tuple[float, int]]] = ((1, 189), (4, 823), (8, 1669), (16, 3360), (32, _MOST))


def connections(stack: Stack, cluster: Resource, members: Members) -> Span:
    """The connections that the smallest instance of a cluster takes, which may have to do the writer's work."""
    if not members.known or not members.complete:
        return ANYTHING
    spans = list(_of_members(stack, cluster, members))
    return Span(min(one.least for one in spans), min(one.most for one in spans))


def _of_members(stack: Stack, cluster: Resource, members: Members) -> Iterator[Span]:
    wide = parameter(stack, cluster, "dbClusterParameterGroupName", CLUSTER_PARAMETERS, "max_connections")
    for member in members.known:
        own = parameter(stack, member, "dbParameterGroupName", PARAMETERS, "max_connections")
        value = own if own is not None else wide
        yield _default(cluster, member) if value is None else span(number(value))  # a formula is no number


def _default(cluster: Resource, member: Resource) -> Span:
    engine, kind = read(cluster, "engine"), read(member, "instanceClass")
    if engine != "aurora-postgresql" or not isinstance(kind, str):
        return ANYTHING
    if kind == SERVERLESS:
        return _serverless(cluster)
    return span(_CLASSES.get(kind, UNKNOWN))


def _serverless(cluster: Resource) -> Span:
    least = read_number(cluster, "serverlessv2ScalingConfiguration", "minCapacity")
    most = read_number(cluster, "serverlessv2ScalingConfiguration", "maxCapacity")
    by_capacity = _by_capacity(most)
    if least is UNKNOWN or least is None:
        return either(_capped(by_capacity), by_capacity)
    return _capped(by_capacity) if least <= 0.5 else by_capacity


def _capped(limit: Span) -> Span:
    return Span(min(limit.least, _MOST_NEAR_ZERO), min(limit.most, _MOST_NEAR_ZERO))


def _by_capacity(units: float | Unknown | None) -> Span:
    if units is UNKNOWN or units is None or units < 1:
        return ANYTHING
    for (low, fewer), (high, more) in pairwise(_BY_CAPACITY):
        if units <= high:
            return span(int(fewer + (more - fewer) * (units - low) / (high - low)))
    return span(_MOST)

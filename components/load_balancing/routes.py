"""Routes: which requests of a listener go to which target group.

AWS tries the rules of a listener by ascending priority; the first whose every condition holds gets the request, and
none means the listener's default. A condition holds when one of its values matches. Priorities are explicit, since an
order that follows from the order of statements would change under people's hands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws

from components.load_balancing.target_group import TargetGroup

LOWEST_PRIORITY = 50_000
MOST_VALUES = 5  # AWS: condition values per rule, over all its conditions
MOST_VALUES_PER_CONDITION = 3  # AWS: of one kind


@dataclass(frozen=True, kw_only=True)
class RouteArgs:
    """Arguments of LoadBalancer.route: all kinds of conditions given must hold, of each kind one value."""

    # Place in the order, 1 to 50000, lowest first; leave gaps, since AWS cannot swap two priorities in one deployment.
    priority: int
    # Where matching requests go.
    target_group: TargetGroup
    # Paths, with * and ?: ``/api/*``. Case counts.
    path_patterns: Sequence[str] = ()
    # Host names, with * and ?: ``api.example.com``.
    host_headers: Sequence[str] = ()
    # Values by header name, with * and ?. Neither case counts.
    http_headers: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= self.priority <= LOWEST_PRIORITY:
            raise ValueError(f"the priority {self.priority} is not between 1 and {LOWEST_PRIORITY}: choose one that is")
        if not self.values():
            raise ValueError("a route without condition would take every request: give a path pattern, such as /*")
        if any(name.lower() == "host" for name in self.http_headers):
            raise ValueError("AWS has no header condition on Host: use host_headers")
        self._check_patterns()

    def _check_patterns(self) -> None:
        if wrong := [pattern for pattern in self.path_patterns if not pattern.startswith(("/", "*"))]:
            raise ValueError(f"the path patterns {', '.join(wrong)} match no path: start them with a slash")
        kinds = {"path_patterns": self.path_patterns, "host_headers": self.host_headers, **self.http_headers}
        if long := [kind for kind, values in kinds.items() if len(values) > MOST_VALUES_PER_CONDITION]:
            raise ValueError(
                f"{', '.join(long)} of the route with priority {self.priority}: AWS allows"
                f" {MOST_VALUES_PER_CONDITION} values of a kind, split it into several routes"
            )
        if empty := [name for name, values in self.http_headers.items() if not values]:
            raise ValueError(f"the headers {', '.join(empty)} have no value: give at least one for each")

    def values(self) -> Sequence[str]:
        """All condition values: what AWS counts."""
        return [*self.path_patterns, *self.host_headers, *(v for values in self.http_headers.values() for v in values)]


def conditions(
    route: RouteArgs, origin_header: str, origin_values: Sequence[pulumi.Input[str]]
) -> list[aws.lb.ListenerRuleConditionArgs]:
    """The conditions of ``route``, and that ``origin_header`` has one of ``origin_values`` if there are any.

    Raises:
        ValueError: there are more values than a rule can hold.
    """
    count = len(route.values()) + len(origin_values)
    if count > MOST_VALUES:
        extra = f", {len(origin_values)} of them for {origin_header}" if origin_values else ""
        raise ValueError(
            f"the route with priority {route.priority} has {count} condition values{extra};"
            f" AWS allows {MOST_VALUES}: split it into several routes"
        )
    return list(_conditions(route, origin_header, origin_values))


def _conditions(
    route: RouteArgs, origin_header: str, origin_values: Sequence[pulumi.Input[str]]
) -> Iterator[aws.lb.ListenerRuleConditionArgs]:
    if route.host_headers:
        hosts = aws.lb.ListenerRuleConditionHostHeaderArgs(values=route.host_headers)
        yield aws.lb.ListenerRuleConditionArgs(host_header=hosts)
    if route.path_patterns:
        paths = aws.lb.ListenerRuleConditionPathPatternArgs(values=route.path_patterns)
        yield aws.lb.ListenerRuleConditionArgs(path_pattern=paths)
    for name, values in route.http_headers.items():
        yield _header(name, values)
    if origin_values:
        yield _header(origin_header, origin_values)


def _header(name: str, values: Sequence[pulumi.Input[str]]) -> aws.lb.ListenerRuleConditionArgs:
    header = aws.lb.ListenerRuleConditionHttpHeaderArgs(http_header_name=name, values=values)
    return aws.lb.ListenerRuleConditionArgs(http_header=header)

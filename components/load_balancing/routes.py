"""Routes: which requests of a listener go to which target group.

AWS tries the rules of a listener by ascending priority; the first whose every condition holds gets the request, and
none means the listener's default. A condition holds when one of its values matches. Priorities are explicit, since an
order that follows from the order of statements would change under people's hands.

A route with an alternate group is for a service that ECS deploys by moving traffic (blue/green, canary, linear): ECS
rewrites the weights of its two groups, so what the route does is written once and then left to ECS. Otherwise the next
deployment of anything would send the traffic back to tasks that are gone.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws

from components.load_balancing.target_group import TargetGroup

LOWEST_PRIORITY = 50_000
MOST_VALUES = 5  # AWS: condition values per rule, over all its conditions
MOST_VALUES_PER_CONDITION = 3  # AWS: of one kind
_EXACT_VALUE = re.compile(r"[A-Za-z0-9_.-]{1,128}")


@dataclass(frozen=True, kw_only=True)
class RouteArgs:
    """Arguments of LoadBalancer.route: all kinds of conditions given must hold, of each kind one value."""

    # Place in the order, 1 to 50000, lowest first; leave gaps, since AWS cannot swap two priorities in one deployment.
    priority: int
    # Where matching requests go.
    target_group: TargetGroup
    # Second group of a service that ECS deploys by moving traffic between the two. None: it is deployed in place.
    alternate_group: TargetGroup | None = None
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
        if self.alternate_group is self.target_group:
            raise ValueError("the alternate group is the target group itself: give the service a second one")
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


def route_for_tests(route: RouteArgs, *, priority: int, value: str, header: str = "X-Deployment-Test") -> RouteArgs:
    """The route by which testers reach a release before users do: that of ``route``, if ``header`` is ``value``.

    ECS wants it beside the production route, as its test listener rule. It is asked first, so its priority is lower.
    Whoever knows the value gets the coming release, no more: the origin header is asked for all the same.

    Raises:
        ValueError: ``route`` has no alternate group, would be asked first, or ``value`` would match more than itself.
    """
    if route.alternate_group is None:
        raise ValueError("a route for tests leads to the coming release: give the production route an alternate_group")
    if priority >= route.priority:
        raise ValueError(
            f"the production route has priority {route.priority} and would take the testers' requests: give the route"
            f" for tests a lower priority than that, not {priority}"
        )
    if not _EXACT_VALUE.fullmatch(value):
        raise ValueError(f"the header value {value!r} cannot be used: write 1 to 128 letters, digits, dots, _ and -")
    return dataclasses.replace(route, priority=priority, http_headers={**route.http_headers, header: [value]})


def actions(route: RouteArgs) -> list[aws.lb.ListenerRuleActionArgs]:
    """What ``route`` does: at first, everything goes to its target group."""
    if route.alternate_group is None:
        return [aws.lb.ListenerRuleActionArgs(type="forward", target_group_arn=route.target_group.arn)]
    weights = ((route.target_group, 100), (route.alternate_group, 0))
    groups = [
        aws.lb.ListenerRuleActionForwardTargetGroupArgs(arn=group.arn, weight=weight) for group, weight in weights
    ]
    forward = aws.lb.ListenerRuleActionForwardArgs(target_groups=groups)
    return [aws.lb.ListenerRuleActionArgs(type="forward", forward=forward)]


def left_to_ecs(route: RouteArgs) -> list[str] | None:
    """The properties of ``route``'s rule that ECS changes: as a whole, since the number of groups in them changes."""
    return ["actions"] if route.alternate_group else None


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

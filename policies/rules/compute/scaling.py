"""How a service is scaled: its scaling targets, their policies, and the metrics that these follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from rules.compute.services import SERVICE
from rules.logic import Truth, equals, some
from rules.resource import Resource, read, read_list, read_number
from rules.stack import Holder, Stack
from rules.values import UNKNOWN, Unknown

TARGET: Final = "aws:appautoscaling/target:Target"
POLICY: Final = "aws:appautoscaling/policy:Policy"

CPU: Final = "ECSServiceAverageCPUUtilization"
MEMORY: Final = "ECSServiceAverageMemoryUtilization"
REQUESTS: Final = "ALBRequestCountPerTarget"

_TRACKING: Final = "targetTrackingScalingPolicyConfiguration"


@dataclass(frozen=True, kw_only=True)
class Scaling:
    """What scales a service. ``complete``: nothing else in the stack may."""

    targets: tuple[Resource, ...]
    policies: tuple[Resource, ...]
    complete: bool


def of(stack: Stack, service: Resource) -> Scaling:
    """The scaling targets and policies of a service; those of tables, clusters and others are none of them."""
    nameless = stack.is_nameless(service)
    found, doubts = [], []
    for kind in (TARGET, POLICY):
        incoming = stack.incoming(Holder(kind, ("resourceId",)), to=SERVICE)
        found.append(tuple(one for one in incoming.to(service) if scales_services(one)))
        doubts += [one for one in incoming.perhaps_to(service, nameless=nameless) if scales_services(one)]
    return Scaling(targets=found[0], policies=found[1], complete=not doubts)


def services_of(stack: Stack, holder: Resource) -> tuple[Resource, ...]:
    """The services, usually one, that a target or policy scales; several when it may be one of these."""
    return stack.link(holder, "resourceId", to=SERVICE).partners


def scales_services(holder: Resource) -> bool:
    """False when a target or policy surely scales something other than a service of ECS."""
    return read(holder, "serviceNamespace") in (UNKNOWN, None, "ecs")


def tracks(policy: Resource) -> Truth:
    """Whether a policy is one of target tracking."""
    kind = read(policy, "policyType", default="StepScaling")  # the default of PutScalingPolicy
    return equals(kind, "TargetTrackingScaling")


def target_value(policy: Resource) -> float | Unknown | None:
    """What target tracking keeps its metric at."""
    return read_number(policy, _TRACKING, "targetValue")


def predefined(policy: Resource) -> str | Unknown | None:
    """The type of the predefined metric that a policy tracks, None when it tracks none of these."""
    value = read(policy, _TRACKING, "predefinedMetricSpecification", "predefinedMetricType")
    return value if value is None or isinstance(value, str) else UNKNOWN


def resource_label(policy: Resource) -> str | Unknown | None:
    """The load balancer and target group whose requests a policy counts."""
    value = read(policy, _TRACKING, "predefinedMetricSpecification", "resourceLabel")
    return value if value is None or isinstance(value, str) else UNKNOWN


@dataclass(frozen=True)
class Metric:
    """A CloudWatch metric. The parts may be UNKNOWN; dimensions are pairs of name and value."""

    namespace: Any
    name: Any
    dimensions: tuple[tuple[Any, Any], ...] | Unknown


def customized(policy: Resource) -> tuple[Metric, ...] | Unknown:
    """The metrics that a customized specification uses, several in an expression; empty when there is none."""
    specification = read(policy, _TRACKING, "customizedMetricSpecification")
    if specification is None:
        return ()
    if not isinstance(specification, dict):
        return UNKNOWN
    queries = read_list(policy, _TRACKING, "customizedMetricSpecification", "metrics")
    if queries is UNKNOWN:
        return UNKNOWN
    if not queries:
        return (_metric(specification),)
    return tuple(_of_queries(queries))


def _of_queries(queries: list[Any]) -> Iterator[Metric]:
    for query in queries:
        stat = query.get("metricStat") if isinstance(query, dict) else UNKNOWN
        if stat is None:
            continue  # an expression over the others
        metric = stat.get("metric") if isinstance(stat, dict) else UNKNOWN
        yield _metric(metric if isinstance(metric, dict) else {"metricName": UNKNOWN, "namespace": UNKNOWN})


def _metric(specification: dict[str, Any]) -> Metric:
    dimensions = specification.get("dimensions") or []
    pairs: tuple[tuple[Any, Any], ...] | Unknown = UNKNOWN
    if isinstance(dimensions, list) and all(isinstance(dimension, dict) for dimension in dimensions):
        pairs = tuple((dimension.get("name"), dimension.get("value")) for dimension in dimensions)
    return Metric(namespace=specification.get("namespace"), name=specification.get("metricName"), dimensions=pairs)


def counts_requests(policy: Resource) -> Truth:
    """Whether a policy follows the requests per target, by the ready metric or by one that is made of it."""
    ready, made = predefined(policy), customized(policy)
    if ready == REQUESTS:
        return True
    if UNKNOWN in (ready, made) or made is UNKNOWN:
        return UNKNOWN
    return some(equals(metric.name, "RequestCountPerTarget") for metric in made)

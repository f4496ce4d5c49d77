"""
*What it checks*: each capacity provider in the strategy of an ECS service is attached to the service's cluster, by
`ecs.ClusterCapacityProviders` or by naming the cluster itself. FARGATE and FARGATE_SPOT have to be attached, too.

*Why it matters*: a cluster starts without capacity providers, and AWS refuses a service that asks for one it does not
have.

*How to fix*: add the provider to the capacityProviders of the cluster, and let the service depend on that.
"""

from typing import Any

from rules.compute.services import CLUSTER, SERVICE, cluster_of, providers_of, strategy_in
from rules.logic import Truth, equals, some
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN

CAPACITY_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider"


def check(stack: Stack, report: Report) -> None:
    """Every capacity provider that a service names is attached to its cluster."""
    for service in stack.of(SERVICE):
        shares = strategy_in(service)
        if shares is UNKNOWN:
            report.not_knowable(service, "its capacity provider strategy")
        elif shares:
            link = cluster_of(stack, service)
            if link.partner:
                _check_service(stack, service, link.partner, len(shares), report)
            else:
                report.not_knowable(service, "the capacity providers of its cluster, which is not surely in the stack")


def _check_service(stack: Stack, service: Resource, cluster: Resource, shares: int, report: Report) -> None:
    attached = _attached(stack, cluster)
    for index in range(shares):
        provider = _meaning(stack, service, "capacityProviderStrategies", index, "capacityProvider")
        report.decides(
            service,
            some(_same(provider, one) for one in attached),
            wrong=f"{service} asks for the capacity provider of item {index + 1} of its strategy, "
            f"which is not attached to {cluster}.",
            missing="the capacity providers of its cluster, and which it asks for",
        )


def _attached(stack: Stack, cluster: Resource) -> list[Any]:
    """What each attached provider is: a resource of the stack, else its name; UNKNOWN where it is hidden."""
    found: list[Any] = [*stack.incoming(Holder(CAPACITY_PROVIDER, ("cluster",)), to=CLUSTER).to(cluster)]
    holder = providers_of(stack, cluster)
    if holder is UNKNOWN:
        return [*found, UNKNOWN]
    # Before version 6 of pulumi_aws a cluster could name them itself.
    for resource in (holder, cluster) if holder else (cluster,):
        items = read_list(resource, "capacityProviders")
        if items is UNKNOWN:
            found.append(UNKNOWN)
        else:
            found += [_meaning(stack, resource, "capacityProviders", index) for index in range(len(items))]
    return found


def _meaning(stack: Stack, resource: Resource, *path: str | int) -> Any:
    link = stack.link(resource, *path, to=CAPACITY_PROVIDER)
    value = read(resource, *path)
    return link.partner or (value if isinstance(value, str) and not link.partners else UNKNOWN)


def _same(one: Any, other: Any) -> Truth:
    return UNKNOWN if one is UNKNOWN else equals(other, one)


RULE = Rule(
    id="SERVICE-011",
    title="Service asks for capacity providers that its cluster has",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
            read="2026-11-25",
        ),
    ),
    rationale="Only capacity providers that are associated with the cluster can be used in a strategy, and a new "
    "cluster has none: not even FARGATE and FARGATE_SPOT. AWS refuses the service.",
    remediation="Add the provider to capacityProviders of the cluster's ClusterCapacityProviders. With Floodgate's "
    "Cluster component FARGATE and FARGATE_SPOT are attached.",
    since="0.1.0",
    check=check,
)

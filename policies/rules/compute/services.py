"""ECS services: which task definition they run, behind which target groups, in which subnets, on whose machines.

A service whose tasks come from task sets (`ecs.TaskSet`, deployments by somebody else) has no task definition here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rules.compute.containers import TASK_DEFINITION
from rules.logic import Truth, equals, every, holds, some
from rules.report import Report
from rules.resource import Resource, number, read, read_list
from rules.stack import EACH, Found, Holder, Link, Partners, Stack
from rules.values import UNKNOWN, Unknown

SERVICE: Final = "aws:ecs/service:Service"
CLUSTER: Final = "aws:ecs/cluster:Cluster"
CLUSTER_PROVIDERS: Final = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"
TARGET_GROUP: Final = "aws:lb/targetGroup:TargetGroup"
SUBNET: Final = "aws:ec2/subnet:Subnet"
SECURITY_GROUP: Final = "aws:ec2/securityGroup:SecurityGroup"

FARGATE: Final = "FARGATE"
FARGATE_SPOT: Final = "FARGATE_SPOT"

_GROUP_PATHS: Final = (
    ("loadBalancers", EACH, "targetGroupArn"),
    # The second group of a service whose traffic ECS moves (blue/green, linear, canary).
    ("loadBalancers", EACH, "advancedConfiguration", "alternateTargetGroupArn"),
)


def task_definition(stack: Stack, service: Resource) -> Link:
    """Which task definition the service runs."""
    return stack.link(service, "taskDefinition", to=TASK_DEFINITION)


def known_task(stack: Stack, service: Resource, report: Report) -> Resource | None:
    """The task definition of a service; None, and the report says so, when it is not surely one of the stack."""
    link = task_definition(stack, service)
    if link.found is Found.OUTSIDE:
        report.not_knowable(service, "its task definition, which is outside the stack")
    elif link.found is not Found.NOTHING and not link.partner:
        report.not_knowable(service, "which task definition it runs")
    return link.partner


def services_of(stack: Stack, task: Resource) -> tuple[Resource, ...]:
    """The services that surely run this task definition."""
    return stack.incoming(Holder(SERVICE, ("taskDefinition",)), to=TASK_DEFINITION).to(task)


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """One load balancer block of a service: which container and port get the requests of which target group."""

    target_group: Link
    container: Any  # its name; to be compared, never to be printed
    port: Any


def attachments(stack: Stack, service: Resource) -> tuple[Attachment, ...] | Unknown:
    """The load balancer blocks of a service, UNKNOWN when they are hidden as a whole."""
    blocks = read_list(service, "loadBalancers")
    if blocks is UNKNOWN:
        return UNKNOWN
    return tuple(
        Attachment(
            target_group=stack.link(service, "loadBalancers", index, "targetGroupArn", to=TARGET_GROUP),
            container=read(service, "loadBalancers", index, "containerName"),
            port=number(read(service, "loadBalancers", index, "containerPort")),
        )
        for index in range(len(blocks))
    )


def target_groups(stack: Stack, service: Resource) -> Partners:
    """All target groups that the service's tasks register with, the alternate ones of its blocks too."""
    links = [link for path in _GROUP_PATHS for link in stack.links(service, *path, to=TARGET_GROUP)]
    reached = stack.dependencies(service, "loadBalancers", on=TARGET_GROUP)
    return _united(links, reached, hidden=read_list(service, "loadBalancers") is UNKNOWN)


def known_groups(stack: Stack, service: Resource, report: Report) -> tuple[Resource, ...]:
    """The target groups of a service that are in the stack; the report says so when there may be others."""
    groups = target_groups(stack, service)
    if groups.outside:
        report.not_knowable(service, "a target group of it, which is outside the stack")
    if not groups.complete:
        report.not_knowable(service, "which target groups it registers with")
    return groups.inside


def _united(links: Sequence[Link], reached: Sequence[Resource], *, hidden: bool) -> Partners:
    # As `Stack.partners` does for one path: as many unknown values as there are further dependencies mean these.
    sure = [link.partner for link in links if link.partner]
    doubtful = [link for link in links if link.found in (Found.PARTNER, Found.UNKNOWN) and not link.partner]
    further = [group for group in reached if group not in sure]
    taken = further if len(further) == len(doubtful) else []
    return Partners(
        inside=tuple(dict.fromkeys([*sure, *taken])),
        outside=tuple(link.value for link in links if link.found is Found.OUTSIDE),
        complete=not hidden and len(taken) == len(doubtful),
    )


def subnets(stack: Stack, service: Resource) -> Partners:
    """The subnets in which its tasks are placed."""
    return stack.partners(service, "networkConfiguration", "subnets", EACH, to=SUBNET)


def security_groups(stack: Stack, service: Resource) -> Partners:
    """The security groups of its tasks."""
    return stack.partners(service, "networkConfiguration", "securityGroups", EACH, to=SECURITY_GROUP)


@dataclass(frozen=True, kw_only=True)
class Share:
    """One item of a capacity provider strategy. UNKNOWN where it is hidden."""

    provider: Any  # its name; to be compared, never to be printed
    base: float | Unknown | None
    weight: float | Unknown | None


def cluster_of(stack: Stack, service: Resource) -> Link:
    """The cluster of a service."""
    return stack.link(service, "cluster", to=CLUSTER)


def providers_of(stack: Stack, cluster: Resource) -> Resource | Unknown | None:
    """What attaches capacity providers to a cluster, None when nothing in the stack does."""
    attached = stack.incoming(Holder(CLUSTER_PROVIDERS, ("clusterName",)), to=CLUSTER)
    if found := attached.to(cluster):
        return found[0]
    return UNKNOWN if attached.perhaps_to(cluster, nameless=stack.is_nameless(cluster)) else None


def strategy(stack: Stack, service: Resource) -> tuple[Share, ...] | Unknown:
    """The capacity provider strategy that applies: its own, else its cluster's when it has no launch type either."""
    own = strategy_in(service)
    if own is UNKNOWN or own:
        return own
    launch_type = read(service, "launchType")
    if launch_type is not None and launch_type != "":
        return UNKNOWN if launch_type is UNKNOWN else ()
    cluster = cluster_of(stack, service).partner
    providers = providers_of(stack, cluster) if cluster else UNKNOWN
    if providers is UNKNOWN or providers is None:
        return UNKNOWN if providers is UNKNOWN else ()
    return strategy_in(providers)


def strategy_in(resource: Resource) -> tuple[Share, ...] | Unknown:
    """The strategy that a service itself sets, or the default of a cluster's capacity providers; empty for none."""
    prop = "capacityProviderStrategies" if resource.token == SERVICE else "defaultCapacityProviderStrategies"
    items = read_list(resource, prop)
    if items is UNKNOWN:
        return UNKNOWN
    return tuple(
        Share(
            provider=read(resource, prop, index, "capacityProvider"),
            base=number(read(resource, prop, index, "base", default=0)),
            weight=number(read(resource, prop, index, "weight", default=0)),
        )
        for index in range(len(items))
    )


def runs_on_fargate(stack: Stack, service: Resource) -> Truth:
    """Whether its tasks run on Fargate: by its launch type, else by its capacity providers."""
    shares = strategy(stack, service)
    if shares is UNKNOWN:
        return UNKNOWN
    if shares:
        return some(equals(share.provider, FARGATE, FARGATE_SPOT) for share in shares)
    return equals(read(service, "launchType", default="EC2"), FARGATE)  # ECS's default, ECS API, CreateService


def may_use_spot(stack: Stack, service: Resource) -> Truth:
    """Whether tasks may be placed on Fargate Spot: it has a weight or a base there."""
    shares = strategy(stack, service)
    return UNKNOWN if shares is UNKNOWN else some(_spot(share) for share in shares)


def _spot(share: Share) -> Truth:
    used = some(holds(lambda tasks: tasks > 0, figure) for figure in (share.base, share.weight))
    return every([equals(share.provider, FARGATE_SPOT), used])

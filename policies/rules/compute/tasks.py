"""How many tasks a service has, and who says so."""

from rules.compute.scaling import TARGET, scales_services
from rules.compute.services import SERVICE
from rules.resource import Resource, read_number
from rules.stack import Holder, Stack
from rules.values import UNKNOWN, Unknown

DESIRED_COUNT = 0  # the provider's default, pulumi_aws 7.51.1, ecs.Service


def scaling_targets(stack: Stack, service: Resource) -> tuple[Resource, ...]:
    """The scaling targets that surely are this service's."""
    incoming = stack.incoming(Holder(TARGET, ("resourceId",)), to=SERVICE)
    return tuple(target for target in incoming.to(service) if scales_services(target))


def may_be_scaled_too(stack: Stack, service: Resource) -> bool:
    """Whether there are scaling targets that cannot be said not to be this service's."""
    incoming = stack.incoming(Holder(TARGET, ("resourceId",)), to=SERVICE)
    return any(map(scales_services, incoming.perhaps_to(service, nameless=stack.is_nameless(service))))


def leaves_count_alone(service: Resource) -> bool:
    """Whether the program leaves the number of tasks to something outside of it."""
    return any(path in ("desiredCount", "desired_count", "*") for path in service.ignore_changes)


def fewest_tasks(stack: Stack, service: Resource) -> float | Unknown:
    """The tasks that a service keeps at least: by its scaling targets where it has some, else by itself."""
    if targets := scaling_targets(stack, service):
        least = [read_number(target, "minCapacity") for target in targets]
        known = [tasks for tasks in least if isinstance(tasks, float)]
        return min(known) if len(known) == len(least) else UNKNOWN
    tasks = read_number(service, "desiredCount", default=DESIRED_COUNT)
    if tasks is None or leaves_count_alone(service) or may_be_scaled_too(stack, service):
        return UNKNOWN
    return tasks

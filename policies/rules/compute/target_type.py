"""
*What it checks*: the target groups of an ECS service register IP addresses (target type `ip`) when its tasks have
network interfaces of their own: in the network mode `awsvpc`, and always on Fargate. The type of a target group that
sets none is `instance`.

*Why it matters*: such a task is no EC2 instance, so a target group of instances cannot hold it. AWS refuses to create
the service, at the end of a deployment that has made everything else.

*How to fix*: set the target type of the target group to `ip`. It cannot be changed in place: the group is replaced.
"""

from rules.compute.containers import has_own_addresses
from rules.compute.services import SERVICE, known_groups, known_task
from rules.logic import equals, implies
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack

TARGET_TYPE = "instance"  # Elastic Load Balancing API reference, CreateTargetGroup


def check(stack: Stack, report: Report) -> None:
    """Every target group of a service whose tasks have their own addresses registers addresses."""
    for service in stack.of(SERVICE):
        if read_list(service, "loadBalancers") == []:
            continue
        task = known_task(stack, service, report)
        if task and has_own_addresses(task) is not False:
            for group in known_groups(stack, service, report):
                _check_group(service, task, group, report)


def _check_group(service: Resource, task: Resource, group: Resource, report: Report) -> None:
    by_address = equals(read(group, "targetType", default=TARGET_TYPE), "ip")
    report.decides(
        group,
        implies(has_own_addresses(task), by_address),
        wrong=f"{group} does not register IP addresses (targetType), but each task of {service} has its own.",
        missing=f"its target type, and the network mode of {task}",
    )


RULE = Rule(
    id="SERVICE-002",
    title="Target group of a service whose tasks have their own addresses is of type ip",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-types.html",
            read="2026-11-23",
        ),
    ),
    rationale="A task in the network mode awsvpc has an elastic network interface and is no EC2 instance, so a target "
    "group of instances cannot register it. AWS refuses the service, after the deployment has made all the rest.",
    remediation="Set targetType of the target group to ip. With Floodgate's TargetGroup component it always is.",
    since="0.1.0",
    check=check,
)

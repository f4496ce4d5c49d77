"""
*What it checks*: each load balancer block of an ECS service names a container of the service's task definition, and a
port that this container has among its port mappings.

*Why it matters*: AWS refuses the service otherwise. Name and port are written twice, in two resources, so a container
that is renamed or listens elsewhere breaks the next deployment.

*How to fix*: write both from one variable, or repeat name and port of the container exactly.
"""

from typing import Any

from rules.compute.containers import Container, Port, containers, ports
from rules.compute.services import SERVICE, Attachment, attachments, known_task
from rules.logic import Truth, every, holds, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every load balancer block of a service names a container of its task definition, and a port of it."""
    for service in stack.of(SERVICE):
        blocks = attachments(stack, service)
        if blocks is UNKNOWN:
            report.not_knowable(service, "its load balancer blocks")
        elif blocks and (task := known_task(stack, service, report)):
            for number, block in enumerate(blocks, start=1):
                _check_block(service, task, number, block, report)


def _check_block(service: Resource, task: Resource, number: int, block: Attachment, report: Report) -> None:
    found = containers(task)
    if found is UNKNOWN:
        report.not_knowable(service, "the containers of its task definition")
        return
    here = f"block {number} of loadBalancers of {service}"
    is_there = some(_is_meant(one, block) for one in found)
    port = f"{block.port:.12g}" if isinstance(block.port, float) else ""  # then nothing is decided
    report.decides(
        service,
        is_there if is_there is not True else some(_has_port(one, block) for one in found),
        wrong=f"{here} sends requests to port {port}, on which its container in {task} does not listen (portMappings)."
        if is_there
        else f"{here} names no container of {task}.",
        missing="names and ports of its containers and of its load balancer blocks",
    )


def _is_meant(container: Container, block: Attachment) -> Truth:
    return holds(lambda own, wanted: own == wanted, read(container, "name"), block.container)


def _has_port(container: Container, block: Attachment) -> Truth:
    mappings = ports(container)
    if mappings is UNKNOWN:
        return UNKNOWN
    return every([_is_meant(container, block), some(_listens(mapping, block.port) for mapping in mappings)])


def _listens(mapping: Port, port: Any) -> Truth:
    if mapping.range is not None:
        return UNKNOWN  # a text such as 8000-8010
    return holds(lambda own, wanted: own == wanted, mapping.container, port)


RULE = Rule(
    id="SERVICE-003",
    title="Service sends its requests to a container and port that its task definition has",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="The container's name and port stand in the service and in the task definition. When they differ AWS "
    "refuses the service, and the deployment of a renamed container or a moved port ends there.",
    remediation="Repeat name and containerPort of the task definition in containerName and containerPort of "
    "loadBalancers. With Floodgate's FargateService component both come from container.name and container.port.",
    since="0.1.0",
    check=check,
)

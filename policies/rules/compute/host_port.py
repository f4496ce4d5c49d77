"""
*What it checks*: the containers of a task definition that has the network mode `awsvpc`, as every one for Fargate, map
each port to itself: the host port is left out, or it is the container's port.

*Why it matters*: each task has an address of its own, so there is no host's port to map to. AWS refuses to register the
task definition.

*How to fix*: leave hostPort out, or repeat containerPort.
"""

from typing import Any

from rules.compute.containers import TASK_DEFINITION, Port, has_own_addresses, known_containers, ports
from rules.logic import Truth, equals, holds, implies, some
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(task: Resource, report: Report) -> None:
    """Every port of every container is mapped to itself, where tasks have their own addresses."""
    if has_own_addresses(task) is False:
        return
    for container in known_containers(task, report):
        mappings = ports(container)
        if mappings is UNKNOWN:
            report.not_knowable(task, "its port mappings")
            continue
        for port in mappings:
            report.decides(
                task,
                implies(has_own_addresses(task), _is_itself(port)),
                wrong=f"{container} maps port {_figure(port.container)} to port {_figure(port.host)} of its host "
                "(hostPort), but with its own address it has none.",
                missing="its network mode and host ports",
            )


def _is_itself(port: Port) -> Truth:
    left_out = equals(port.host, None, 0)  # 0 is how ECS writes that there is none
    return some([left_out, holds(lambda host, own: host == own, port.host, port.container)])


def _figure(port: Any) -> str:
    return f"{port:.12g}" if isinstance(port, float) else "?"


RULE = Rule(
    id="SERVICE-004",
    title="Task definition with its own addresses maps each port to itself",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="In the network mode awsvpc a task has its own network interface, and there is no port of a host that "
    "could lead to another port in the container. AWS refuses to register a task definition that maps one.",
    remediation="Leave hostPort out of portMappings, or set it to containerPort. With Floodgate's FargateService "
    "component both are container.port.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

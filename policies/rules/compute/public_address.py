"""
*What it checks*: an ECS service gives its tasks no public address (`assignPublicIp`).

*Why it matters*: a task with one can be reached from the internet past the load balancer, its certificate and its web
ACL, and only a security group stands between.

*How to fix*: run the tasks in private subnets, with a NAT gateway or VPC endpoints as their way out.
"""

from rules.compute.services import SERVICE
from rules.logic import negate
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(service: Resource, report: Report) -> None:
    """The service's tasks have no public address."""
    report.decides(
        service,
        negate(read_flag(service, "networkConfiguration", "assignPublicIp")),
        wrong=f"{service} gives its tasks public addresses (assignPublicIp).",
        missing="whether its tasks have public addresses",
    )


RULE = Rule(
    id="SERVICE-029",
    title="Service gives its tasks no public addresses",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP01 Create network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="A task with a public address can be reached past the load balancer and all that protects it there. One "
    "rule too many in a security group then opens the program to the internet.",
    remediation="Set networkConfiguration.assignPublicIp to false, in subnets with a NAT gateway or endpoints. With "
    "Floodgate's FargateService component it is false.",
    since="0.1.0",
    check_resource=check,
    types=(SERVICE,),
)

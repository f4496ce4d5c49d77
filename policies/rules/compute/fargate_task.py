"""
*What it checks*: an ECS service on Fargate runs a task definition that is registered for it (FARGATE among its
requiresCompatibilities, network mode `awsvpc`), and every service whose tasks have their own addresses says in which
subnets they are (networkConfiguration). A service runs on Fargate by its launch type, its capacity providers, or its
cluster's.

*Why it matters*: AWS refuses the service, or starts none of its tasks.

*How to fix*: write all three as Fargate wants them, or choose the launch type that the task definition is made for.
"""

from rules.compute.containers import has_own_addresses, is_for_fargate
from rules.compute.services import SERVICE, known_task, runs_on_fargate
from rules.logic import Truth, equals, implies, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every service on Fargate runs a task definition made for it, and says in which subnets."""
    for service in stack.of(SERVICE):
        if task := known_task(stack, service, report):
            on_fargate = runs_on_fargate(stack, service)
            _check_task(service, task, on_fargate, report)
            _check_network(service, some([on_fargate, has_own_addresses(task)]), report)


def _check_task(service: Resource, task: Resource, on_fargate: Truth, report: Report) -> None:
    if on_fargate is False:
        return
    report.decides(
        service,
        implies(on_fargate, is_for_fargate(task)),
        wrong=f"{service} runs on Fargate, for which {task} is not registered (requiresCompatibilities).",
        missing="whether it runs on Fargate, and whether its task definition is registered for it",
    )
    report.decides(
        service,
        implies(on_fargate, equals(read(task, "networkMode"), "awsvpc")),
        wrong=f"{service} runs on Fargate, but the network mode of {task} is not awsvpc.",
        missing="whether it runs on Fargate, and the network mode of its task definition",
    )


def _check_network(service: Resource, own_addresses: Truth, report: Report) -> None:
    report.decides(
        service,
        implies(own_addresses, _names_subnets(service)),
        wrong=f"{service} gives each task an address of its own, but names no subnets (networkConfiguration).",
        missing="whether its tasks have their own addresses, and in which subnets",
    )


def _names_subnets(service: Resource) -> Truth:
    subnets = read(service, "networkConfiguration", "subnets")
    return UNKNOWN if subnets is UNKNOWN else negate(subnets in (None, []))


RULE = Rule(
    id="SERVICE-005",
    title="Service on Fargate runs a task definition made for Fargate, in subnets that it names",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/userguide/fargate-tasks-services.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="Fargate runs only task definitions that were validated for it, whose tasks have network interfaces of "
    "their own, in subnets that the service names. AWS refuses the service otherwise, after all the rest was made.",
    remediation="Set requiresCompatibilities to FARGATE and networkMode to awsvpc on the task definition, and "
    "networkConfiguration on the service. With Floodgate's FargateService component give subnet_ids.",
    since="0.1.0",
    check=check,
)

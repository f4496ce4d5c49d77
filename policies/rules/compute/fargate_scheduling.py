"""
*What it checks*: an ECS service on Fargate, by its launch type, its capacity providers or its cluster's, has the
scheduling strategy REPLICA, which is the default.

*Why it matters*: DAEMON means one task on each container instance, and Fargate has no instances. AWS refuses the
service.

*How to fix*: leave the scheduling strategy out, and say how many tasks there are.
"""

from rules.compute.services import SERVICE, runs_on_fargate
from rules.logic import equals, implies
from rules.report import Report
from rules.resource import read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack

SCHEDULING_STRATEGY = "REPLICA"  # ECS API reference, CreateService


def check(stack: Stack, report: Report) -> None:
    """Every service on Fargate has a number of tasks."""
    for service in stack.of(SERVICE):
        strategy = read(service, "schedulingStrategy", default=SCHEDULING_STRATEGY)
        report.decides(
            service,
            implies(runs_on_fargate(stack, service), equals(strategy, SCHEDULING_STRATEGY)),
            wrong=f"{service} is scheduled as one task an instance (DAEMON), but runs on Fargate, which has none.",
            missing="whether it runs on Fargate, and its scheduling strategy",
        )


RULE = Rule(
    id="SERVICE-006",
    title="Service on Fargate is scheduled as a number of tasks",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
            read="2026-11-23",
        ),
    ),
    rationale="A DAEMON service has one task on each container instance, and Fargate has no instances. AWS refuses to "
    "create the service.",
    remediation="Leave schedulingStrategy out, or set it to REPLICA. With Floodgate's FargateService component it "
    "always is.",
    since="0.1.0",
    check=check,
)

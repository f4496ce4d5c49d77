"""
*What it checks*: the containers of a task definition for Fargate log by `awslogs`, `splunk` or `awsfirelens`, if they
name a log driver.

*Why it matters*: Fargate has no others. AWS refuses to register the task definition.

*How to fix*: use `awslogs`, or `awsfirelens` with a log router as second container, which sends lines anywhere.
"""

from rules.compute.containers import TASK_DEFINITION, is_for_fargate, known_containers
from rules.logic import equals, implies
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

DRIVERS = ("awslogs", "splunk", "awsfirelens")


def check(task: Resource, report: Report) -> None:
    """Every container for Fargate has a log driver of Fargate, or none."""
    for_fargate = is_for_fargate(task)
    for container in () if for_fargate is False else known_containers(task, report):
        report.decides(
            task,
            implies(for_fargate, equals(read(container, "logConfiguration", "logDriver"), None, *DRIVERS)),
            wrong=f"{container} has a log driver that Fargate does not have: it has {', '.join(DRIVERS)}.",
            missing="whether it is for Fargate, and the log drivers of its containers",
        )


RULE = Rule(
    id="SERVICE-008",
    title="Task definition for Fargate uses log drivers that Fargate has",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/securityhub/1.0/APIReference/"
            "API_AwsEcsTaskDefinitionContainerDefinitionsLogConfigurationDetails.html",
            read="2026-11-25",
        ),
    ),
    rationale="Of Docker's log drivers Fargate has awslogs, splunk and awsfirelens. AWS refuses to register a task "
    "definition for Fargate with another one, such as json-file, which is the usual one elsewhere.",
    remediation="Set logConfiguration.logDriver of the container to awslogs, splunk or awsfirelens. With Floodgate's "
    "FargateService component it always is awslogs.",
    since="0.1.0",
    check_resource=check,
    types=(TASK_DEFINITION,),
)

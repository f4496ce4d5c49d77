"""
*What it checks*: an ECS service that a scaling target of the stack scales leaves its desired count alone: the program
ignores changes of it (`ignore_changes`).

*Why it matters*: the scaling sets the count to what the load needs, and the program's next update sets it back to what
stands in the program, or to 0 where nothing does. A service with fifty busy tasks is cut down to two by a change of a
tag.

*How to fix*: add desiredCount to the resource option ignore_changes.
"""

from rules.compute.services import SERVICE
from rules.compute.tasks import leaves_count_alone, may_be_scaled_too, scaling_targets
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack


def check(stack: Stack, report: Report) -> None:
    """Every service that is scaled leaves its desired count to the scaling."""
    for service in stack.of(SERVICE):
        targets = scaling_targets(stack, service)
        if leaves_count_alone(service):
            report.passes(service)
        elif targets:
            report.fails(
                service,
                f"{service} is scaled by {targets[0]}, but each update sets its desiredCount back: it is not among "
                "the ignored changes.",
            )
        elif may_be_scaled_too(stack, service):
            report.not_knowable(service, "whether it is scaled")
        else:
            report.passes(service)


RULE = Rule(
    id="SERVICE-018",
    title="Service that is scaled leaves its desired count to the scaling",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL07-BP01 Use automation when obtaining or scaling resources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
            read="2026-11-23",
        ),
    ),
    rationale="An update of the program sets desiredCount back to what stands there, and Application Auto Scaling "
    "needs minutes to get from there to what the load needs. A release in the busiest hour becomes an outage.",
    remediation="Set the resource option ignoreChanges of the service to desiredCount. With Floodgate's "
    "FargateService component it is set when scaling is given.",
    since="0.1.0",
    check=check,
)

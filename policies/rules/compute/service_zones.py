"""
*What it checks*: the subnets of an ECS service lie in at least two availability zones.

*Why it matters*: ECS spreads tasks over the zones of their subnets. With one zone all tasks go when it goes, however
many they are, and none can be started elsewhere.

*How to fix*: name a subnet in each of two or three zones in networkConfiguration.
"""

from rules.compute.services import SERVICE, subnets
from rules.network.placement import distinct_zones
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Partners, Stack


def check(stack: Stack, report: Report) -> None:
    """Every service whose tasks lie in subnets spreads them over zones."""
    for service in stack.of(SERVICE):
        if read(service, "networkConfiguration") is not None:
            _check_service(service, subnets(stack, service), report)


def _check_service(service: Resource, placed: Partners, report: Report) -> None:
    minimum = report.number("minimum")
    least, most = distinct_zones(placed.inside)
    if least >= minimum:
        report.passes(service)
    elif placed.complete and most + len(placed.outside) < minimum:
        report.fails(service, f"{service} has subnets in {most} of {minimum:.12g} availability zones.")
    else:
        report.not_knowable(service, "the availability zones of its subnets")


RULE = Rule(
    id="SERVICE-019",
    title="Service has subnets in at least two availability zones",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL10-BP01 Deploy the workload to multiple locations",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
            read="2026-11-24",
        ),
    ),
    rationale="ECS spreads the tasks of a service over the availability zones of its subnets. Where all subnets are in "
    "one zone, an outage of that zone takes every task, and no other can be started.",
    remediation="Name subnets of two or more zones in networkConfiguration.subnets. With Floodgate's FargateService "
    "component: subnet_ids, for which a Network has private_subnets.",
    since="0.1.0",
    check=check,
    options=(Option(name="minimum", default=2, description="In how many zones a service has subnets", minimum=1),),
)

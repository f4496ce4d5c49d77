"""
*What it checks*: a service behind a load balancer scales to no more tasks than a target group takes: 1,000 by AWS's
quota, which can be raised.

*Why it matters*: tasks beyond the quota cannot register. ECS starts them, waits for their health in vain, and stops
them again.

*How to fix*: lower maxCapacity, or have the quota raised and set the option to the new number.
"""

from rules.compute import scaling, services
from rules.compute.services import SERVICE
from rules.logic import every, holds
from rules.report import Report
from rules.resource import read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """No scaled service outgrows its target groups."""
    for service in stack.of(SERVICE):
        behind = services.target_groups(stack, service)
        scaled = scaling.of(stack, service)
        if (behind.complete and not (behind.inside or behind.outside)) or (scaled.complete and not scaled.targets):
            continue
        quota = report.number("targets")
        counts = [read_number(target, "maxCapacity") for target in scaled.targets]
        known = [count for count in counts if isinstance(count, float)]
        fits = every(holds(lambda count, most=quota: count <= most, count) for count in counts)
        sure = scaled.complete and (behind.inside or behind.outside)
        report.decides(
            service,
            fits if sure else UNKNOWN,
            wrong=f"{service} may be scaled out to {max(known, default=0):.12g} tasks, a target group takes "
            f"{quota:.12g}.",
            missing="whether it is behind a load balancer, and to how many tasks it is scaled",
        )


RULE = Rule(
    id="SERVICE-036",
    title="Service scales to no more tasks than a target group takes",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP03 Accommodate fixed service quotas and constraints through architecture",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
            read="2026-11-23",
        ),
    ),
    rationale="A target group, and an Application Load Balancer, take 1,000 targets unless AWS raises the quota. Tasks "
    "beyond it are started, cannot register, and are stopped again, while requests keep coming.",
    remediation="Lower maxCapacity of the scaling target. With Floodgate's FargateService component: "
    "scaling.max_tasks.",
    since="0.1.0",
    check=check,
    options=(Option(name="targets", default=1000, description="How many targets a target group takes", minimum=1),),
)

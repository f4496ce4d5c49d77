"""
*What it checks*: an ECS service behind a load balancer that may use Fargate Spot keeps at least two of its fewest tasks
on demand: by the base of FARGATE, or by its share of the weights.

*Why it matters*: AWS may take all Spot tasks back at once, and gives nothing else in exchange: Fargate does not replace
Spot capacity by capacity on demand. The service is down until Spot has room again.

*How to fix*: give FARGATE a base of as many tasks as keep the service up.
"""

from math import floor

from rules.compute.services import FARGATE, FARGATE_SPOT, SERVICE, Share, may_use_spot, strategy
from rules.compute.tasks import fewest_tasks
from rules.logic import Truth, holds, implies
from rules.report import Report
from rules.resource import Resource, read_list
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown


def check(stack: Stack, report: Report) -> None:
    """Every service behind a load balancer that may use Spot keeps some tasks on demand."""
    minimum = report.number("minimum")
    for service in stack.of(SERVICE):
        on_spot = may_use_spot(stack, service)
        serves = _serves_users(service)
        if on_spot is False or serves is False:
            continue
        kept = _on_demand(stack, service)
        report.decides(
            service,
            implies(on_spot, implies(serves, holds(lambda tasks: tasks >= minimum, kept))),
            wrong=f"{service} keeps {kept:.12g} of {minimum:.12g} tasks on demand, "
            "the others are on Fargate Spot and may all go at once."
            if isinstance(kept, float | int)
            else "",
            missing="whether it serves users, its capacity providers, and how many tasks it keeps",
        )


def _serves_users(service: Resource) -> Truth:
    blocks = read_list(service, "loadBalancers")
    return UNKNOWN if blocks is UNKNOWN else bool(blocks)


def _on_demand(stack: Stack, service: Resource) -> float | Unknown:
    """The tasks on demand when the service has its fewest."""
    shares = strategy(stack, service)
    known = [] if shares is UNKNOWN else [figures for share in shares if (figures := _figures(share))]
    if shares is UNKNOWN or len(known) < len(shares):
        return UNKNOWN
    base = sum(figures[1] for figures in known if figures[0] == FARGATE)
    weight = sum(figures[2] for figures in known if figures[0] == FARGATE)
    if not weight:
        return base
    tasks = fewest_tasks(stack, service)
    if tasks is UNKNOWN:
        return UNKNOWN
    shared = max(0, tasks - sum(figures[1] for figures in known))
    return min(tasks, base + floor(shared * weight / sum(figures[2] for figures in known)))


def _figures(share: Share) -> tuple[str, float, float] | None:
    if share.provider not in (FARGATE, FARGATE_SPOT):
        return None
    if not isinstance(share.base, float | int) or not isinstance(share.weight, float | int):
        return None
    # What ECS allows, ECS API reference, CapacityProviderStrategyItem.
    allowed = 0 <= share.base <= 100_000 and 0 <= share.weight <= 1000
    return (share.provider, share.base, share.weight) if allowed else None


RULE = Rule(
    id="SERVICE-017",
    title="Service behind a load balancer keeps tasks on demand beside those on Spot",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP05 Use static stability to prevent bimodal behavior",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
            read="2026-11-25",
        ),
    ),
    rationale="AWS may take all Spot tasks of a service back within two minutes, and does not replace them by tasks on "
    "demand. What serves users is then down until Spot has room again.",
    remediation="Give FARGATE a base of 2 or more in capacityProviderStrategies. With Floodgate's FargateService "
    "component: capacity.on_demand_base.",
    since="0.1.0",
    check=check,
    options=(Option(name="minimum", default=2, description="How many tasks stay on demand", minimum=1),),
)

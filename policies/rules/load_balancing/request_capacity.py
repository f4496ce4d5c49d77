"""
*What it checks*: the services behind a load balancer can grow until they carry the declared peak of requests: the sum
of maxCapacity x target value / 60 of their policies on ALBRequestCountPerTarget, or on RequestCountPerTarget, is at
least originRequestsPerSecond. Stacks for development are left out, by their names. Which part of the requests each
service gets is not in the graph: a sum that is too small is so for any division, one that is enough may be divided
badly.

*Why it matters*: the target of the metric is requests per target and *minute*. Fifty tasks at 1,000 are 833 requests a
second, not 50,000. Beyond the maximum every task gets more than it was measured for: latency grows, requests fail.

*How to fix*: raise maxCapacity, or the target value to what a load test shows that one task stands; or answer more
requests at the edge.
"""

from rules import traffic
from rules.compute import scaling
from rules.compute.scaling import Scaling
from rules.load_balancing.routing import LOAD_BALANCER, may_serve_others, services_behind
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.stages import DEVELOPMENT_STACKS, is_for_development
from rules.values import UNKNOWN, Unknown

_FACT = "originRequestsPerSecond"


def check(stack: Stack, report: Report) -> None:
    """The services behind every load balancer can be scaled to the declared traffic."""
    for balancer in stack.of(LOAD_BALANCER):
        if is_for_development(balancer, report):
            continue
        behind = [scaling.of(stack, service) for service in services_behind(stack, balancer)]
        counted = [scaled for scaled in behind if scaled.policies or not scaled.complete]
        if counted or (may_serve_others(stack) and not behind):
            _compare(balancer, behind, report, sure=not may_serve_others(stack))


def _compare(balancer: Resource, behind: list[Scaling], report: Report, *, sure: bool) -> None:
    expected = report.declared(_FACT)
    capacities = [_requests_per_second(scaled) for scaled in behind]
    known = sum(capacity for capacity in capacities if isinstance(capacity, float))
    if expected is UNKNOWN:
        report.not_knowable(balancer, traffic.missing(_FACT))
    elif known >= (needed := expected * report.number("reserve")):
        report.passes(balancer)
    elif UNKNOWN in capacities or not sure:
        report.not_knowable(balancer, "how many requests each service behind it can be scaled to")
    else:
        report.fails(
            balancer,
            f"the services behind {balancer} can be scaled to {known:.0f} of {needed:.0f} requests per second "
            "(maxCapacity x target value / 60).",
        )


def _requests_per_second(scaled: Scaling) -> float | Unknown:
    """What a service stands at its maximum, as its policies on requests tell; UNKNOWN where none does."""
    targets = [read_number(target, "maxCapacity") for target in scaled.targets]
    values = [scaling.target_value(policy) for policy in scaled.policies if scaling.counts_requests(policy) is True]
    if len(targets) != 1 or not isinstance(targets[0], float) or len(values) != 1 or not isinstance(values[0], float):
        return UNKNOWN
    return targets[0] * values[0] / 60


RULE = Rule(
    id="BALANCER-013",
    title="Load balancer has services behind it that scale to the declared traffic",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="REL07-BP03 Obtain resources upon detection that more resources are needed for a workload",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_TargetTrackingConfiguration.html",
            read="2026-11-23",
        ),
    ),
    rationale="The target of the request metric is a count per target and minute, and is often taken for one per "
    "second. Then the maximum number of tasks carries a sixtieth of the expected traffic, and every task is overrun "
    "at the peak.",
    remediation="Raise maxCapacity of the scaling target or targetValue of the policy, which counts per minute. With "
    "Floodgate's FargateService component: scaling.max_tasks and scaling.requests_per_target_per_minute.",
    since="0.1.0",
    check=check,
    options=(
        DEVELOPMENT_STACKS,
        Option(
            name="reserve",
            default=1,
            description="How many times the declared traffic to carry, such as 1.5 where one of three zones may fail",
            minimum=1,
        ),
    ),
)

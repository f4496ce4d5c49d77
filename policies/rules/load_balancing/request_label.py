"""
*What it checks*: a scaling policy that follows ALBRequestCountPerTarget names, in its resource label, a load balancer
and a target group that the scaled service is behind.

*Why it matters*: AWS refuses the metric without a label. With the label of another target group the service grows and
shrinks with somebody else's requests: it stays small while it is overrun.

*How to fix*: build the label from the two resources: the load balancer's arnSuffix, a slash, the target group's.
"""

from rules.compute import scaling, services
from rules.compute.services import TARGET_GROUP
from rules.load_balancing.routing import LOAD_BALANCER, balancers_of
from rules.logic import Truth, every
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

_GROUP = "/targetgroup/"
_TRACKING = "targetTrackingScalingPolicyConfiguration"


def check(stack: Stack, report: Report) -> None:
    """Every policy on requests counts those of the service that it scales."""
    for policy in stack.of(scaling.POLICY):
        metric = scaling.predefined(policy)
        if not scaling.scales_services(policy) or metric not in (scaling.REQUESTS, UNKNOWN):
            continue
        label = scaling.resource_label(policy)
        scaled = scaling.services_of(stack, policy)
        if metric is UNKNOWN or len(scaled) != 1:
            report.not_knowable(policy, "its metric, and the service that it scales")
        elif label is None:
            report.fails(policy, f"{policy} counts requests per target without saying of which (resourceLabel).")
        elif label is not UNKNOWN and not (label.startswith("app/") and _GROUP in label):
            report.fails(policy, f"{policy} has a resourceLabel that is not app/NAME/ID/targetgroup/NAME/ID.")
        else:
            report.decides(
                policy,
                _counts(stack, policy, scaled[0]),
                wrong=f"{policy} counts the requests of another load balancer or target group than {scaled[0]} is "
                "behind.",
                missing="which load balancer and target group its resource label means",
            )


def _counts(stack: Stack, policy: Resource, service: Resource) -> Truth:
    own = services.target_groups(stack, service)
    groups, balancers = _meant(stack, policy, TARGET_GROUP), _meant(stack, policy, LOAD_BALANCER)
    if own.outside or not own.complete or groups is UNKNOWN or balancers is UNKNOWN:
        return UNKNOWN
    return every(_fits(stack, group, balancers) if group in own.inside else False for group in groups or (None,))


def _fits(stack: Stack, group: Resource | None, balancers: tuple[Resource, ...]) -> Truth:
    front = balancers_of(stack, group) if group else None
    if front and any(balancer in front.known for balancer in balancers):
        return True
    return False if front is None or front.complete else UNKNOWN


def _meant(stack: Stack, policy: Resource, token: str) -> tuple[Resource, ...] | Unknown:
    """What a part of the label means: one by its value, else the one that went into it; nothing when it is outside."""
    label = scaling.resource_label(policy)
    reached = stack.dependencies(policy, _TRACKING, on=token)
    if not isinstance(label, str):
        return reached if len(reached) == 1 else UNKNOWN
    balancer, _, group = label.partition(_GROUP)
    found = stack.named(f"{_GROUP[1:]}{group}" if token == TARGET_GROUP else balancer, to=token, by=policy)
    if found:
        return found
    if any(stack.is_nameless(resource) for resource in stack.of(token)):
        return UNKNOWN
    return ()


RULE = Rule(
    id="BALANCER-011",
    title="Scaling policy on requests counts those of its own service",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF02-BP05 Scale your compute resources dynamically",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
            read="2026-11-25",
        ),
    ),
    rationale="The metric ALBRequestCountPerTarget needs the label of a target group that is attached to the service; "
    "AWS refuses it otherwise. With another group's label the service scales with traffic that is not its own.",
    remediation="Set resourceLabel of predefinedMetricSpecification to the load balancer's arnSuffix, a slash, and the "
    "target group's arnSuffix. With Floodgate's FargateService component the label comes from load_balancer.",
    since="0.1.0",
    check=check,
)

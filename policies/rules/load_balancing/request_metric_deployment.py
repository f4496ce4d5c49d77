"""
*What it checks*: a service that is deployed blue/green (by CodeDeploy, or by ECS with the strategy BLUE_GREEN, LINEAR
or CANARY) does not scale on the predefined metric ALBRequestCountPerTarget.

*Why it matters*: the metric counts one target group. A deployment moves the requests to the other one; then the metric
is empty, and the service no longer grows with its traffic. AWS does not support it with this kind of deployment.

*How to fix*: add up RequestCountPerTarget of both target groups in a customized metric, or scale on something else.
"""

from rules.compute import scaling
from rules.compute.services import SERVICE
from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

_STRATEGIES = ("BLUE_GREEN", "LINEAR", "CANARY")


def check(stack: Stack, report: Report) -> None:
    """No service whose deployments move its traffic scales on the requests of one target group."""
    for service in stack.of(SERVICE):
        scaled = scaling.of(stack, service)
        moves = _moves_traffic(service)
        if moves is False or (scaled.complete and not scaled.policies):
            continue
        counts = some(equals(scaling.predefined(policy), scaling.REQUESTS) for policy in scaled.policies)
        sure = counts if scaled.complete or counts is True else UNKNOWN
        report.decides(
            service,
            negate(every([moves, sure])),
            wrong=f"{service} is deployed blue/green and scales on ALBRequestCountPerTarget, which knows one of its "
            "two target groups only.",
            missing="how it is deployed, and on which metrics it scales",
        )


def _moves_traffic(service: Resource) -> Truth:
    controller = read(service, "deploymentController", "type", default="ECS")  # ECS's default
    strategy = read(service, "deploymentConfiguration", "strategy", default="ROLLING")  # ECS's default
    return some([equals(controller, "CODE_DEPLOY"), equals(strategy, *_STRATEGIES)])


RULE = Rule(
    id="BALANCER-012",
    title="Service that is deployed blue/green scales on both target groups",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF02-BP05 Scale your compute resources dynamically",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html",
            read="2026-11-25",
        ),
    ),
    rationale="ALBRequestCountPerTarget is not supported with blue/green deployments: it counts one target group, and "
    "the deployment moves all requests to the other. From then on the service does not grow with its traffic.",
    remediation="Use a customizedMetricSpecification that adds up RequestCountPerTarget of both target groups. With "
    "Floodgate's FargateService component the policy is made like this for every deployment that moves traffic.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a release of an ECS service that does not start is taken back: by the deployment circuit breaker with
rollback, or by alarms with rollback. Services whose traffic is moved (blue/green, linear, canary), by ECS or by others,
have their own way back.

*Why it matters*: without it ECS starts the broken tasks again and again. Nobody is told that the release has failed,
and the next scale-out or replaced task is a broken one.

*How to fix*: enable the circuit breaker and its rollback.
"""

from rules.compute.services import SERVICE
from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(service: Resource, report: Report) -> None:
    """The service takes a bad release back."""
    report.decides(
        service,
        some(
            [
                _rolls_back(service, "deploymentCircuitBreaker"),
                _rolls_back(service, "alarms"),
                negate(equals(read(service, "deploymentController", "type", default="ECS"), "ECS")),
                negate(equals(read(service, "deploymentConfiguration", "strategy", default="ROLLING"), "ROLLING")),
            ]
        ),
        wrong=f"{service} goes on starting a release that does not come up: it has neither a deployment circuit "
        "breaker nor alarms that roll back.",
        missing="its deployment circuit breaker, alarms and strategy",
    )


def _rolls_back(service: Resource, prop: str) -> Truth:
    return every([read_flag(service, prop, "enable"), read_flag(service, prop, "rollback")])


RULE = Rule(
    id="SERVICE-022",
    title="Service takes a release back that does not start",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS06-BP04 Automate testing and rollback",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/sdkfornet/v3/apidocs/items/ECS/TDeploymentCircuitBreaker.html",
            read="2026-11-25",
        ),
    ),
    rationale="Without the circuit breaker ECS starts the tasks of a broken release without end, the deployment is "
    "never reported as failed, and nothing brings the last good revision back.",
    remediation="Set deploymentCircuitBreaker with enable and rollback true. With Floodgate's FargateService component "
    "it is set unless deployment chooses a strategy that moves traffic.",
    since="0.1.0",
    check_resource=check,
    types=(SERVICE,),
)

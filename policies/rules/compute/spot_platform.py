"""
*What it checks*: tasks that may run on Fargate Spot are of a kind that Spot has: Linux; on x86 with platform version
1.3.0 or later, on ARM64 with 1.4.0 or later. LATEST, the default, is later.

*Why it matters*: Spot never starts the others. The tasks that were to run there are missing, also when the service
scales out.

*How to fix*: leave the platform version out, or run Windows tasks on FARGATE.
"""

from typing import Any

from rules.compute.containers import is_windows
from rules.compute.services import SERVICE, known_task, may_use_spot
from rules.logic import Truth, equals, every, holds, implies, negate
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

PLATFORM_VERSION = "LATEST"  # ECS API reference, CreateService


def check(stack: Stack, report: Report) -> None:
    """Every service that may use Spot runs tasks that Spot has."""
    for service in stack.of(SERVICE):
        on_spot = may_use_spot(stack, service)
        if on_spot is not False and (task := known_task(stack, service, report)):
            report.decides(
                service,
                implies(on_spot, every([negate(is_windows(task)), _is_late_enough(service, task)])),
                wrong=f"{service} may place tasks on Fargate Spot, which does not run those of {task}: it runs Linux, "
                "from platform version 1.3.0 on x86 and 1.4.0 on ARM64.",
                missing="whether it uses Spot, its platform version, and the runtime platform of its task definition",
            )


def _is_late_enough(service: Resource, task: Resource) -> Truth:
    on_arm = equals(read(task, "runtimePlatform", "cpuArchitecture", default="X86_64"), "ARM64")
    version = _version(read(service, "platformVersion", default=PLATFORM_VERSION))
    on_x86_enough = holds(lambda own: own >= (1, 3), version)
    return every([on_x86_enough, implies(on_arm, holds(lambda own: own >= (1, 4), version))])


def _version(text: Any) -> Any:
    """The version as numbers that can be compared; LATEST is beyond all of them."""
    if text == PLATFORM_VERSION or text == "":
        return (99,)
    parts = text.split(".") if isinstance(text, str) else []
    return tuple(map(int, parts)) if parts and all(part.isdecimal() for part in parts) else UNKNOWN


RULE = Rule(
    id="SERVICE-012",
    title="Service on Fargate Spot runs tasks that Spot has",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL07-BP01 Use automation when obtaining or scaling resources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ecs/aws.sdk.kotlin.services.ecs.model/"
            "-capacity-provider-strategy-item/index.html",
            read="2026-11-25",
        ),
    ),
    rationale="Fargate Spot runs Linux tasks only, those on x86 from platform version 1.3.0 on and those on ARM64 from "
    "1.4.0 on. Others are never started there, and what was to carry the load above the base is missing.",
    remediation="Leave platformVersion out, or take FARGATE_SPOT out of capacityProviderStrategies. With Floodgate's "
    "FargateService component tasks run Linux on the latest platform.",
    since="0.1.0",
    check=check,
)

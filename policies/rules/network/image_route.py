"""
*What it checks*: a Fargate task can fetch its image from each subnet of its service: through NAT; or through an
internet gateway with a public address of its own; or through VPC endpoints for ecr.api, ecr.dkr and S3, and for
CloudWatch Logs, Secrets Manager and Systems Manager where its definition uses them.

*Why it matters*: a task that reaches no registry never starts: ECS tries again and again, and the service stays at the
tasks it has, or at none.

*How to fix*: give the private subnets a NAT gateway or the endpoints; set assignPublicIp in public subnets.
"""

from collections.abc import Iterator

from rules.compute import services
from rules.compute.containers import containers, secrets
from rules.compute.services import SERVICE, runs_on_fargate
from rules.logic import Truth, every, some
from rules.network.placement import Way, way_out
from rules.network.reach import has_endpoint
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

# Source: Migrating to Linux platform version 1.4.0. What every task needs that finds its image in ECR.
_ALWAYS = ("ecr.api", "ecr.dkr", "s3")


def check(stack: Stack, report: Report) -> None:
    """Every Fargate service can start tasks in each of its subnets."""
    for service in stack.of(SERVICE):
        fargate = runs_on_fargate(stack, service)
        placed = services.subnets(stack, service)
        if fargate is False or (placed.complete and not placed.inside and not placed.outside):
            continue
        truths = [(subnet, _reaches(stack, service, subnet)) for subnet in placed.inside]
        rest = [] if fargate is True and placed.complete and not placed.outside else [UNKNOWN]
        report.decides(
            service,
            UNKNOWN if fargate is UNKNOWN else every([*(truth for _, truth in truths if placed.complete), *rest]),
            wrong=_message(stack, service, [subnet for subnet, truth in truths if truth is False]),
            missing="how tasks reach the image registry from its subnets: their routes and endpoints",
        )


def _message(stack: Stack, service: Resource, cut_off: list[Resource]) -> str:
    for subnet in cut_off:
        out = way_out(stack, subnet)
        if out is not UNKNOWN and out.way is Way.INTERNET:
            return (
                f"tasks of {service} in {subnet}, which is public, have no public address (assignPublicIp): they "
                "cannot fetch their image."
            )
        return (
            f"tasks of {service} in {subnet} have neither NAT nor endpoints for {_missing(stack, service, subnet)}: "
            "they cannot start."
        )
    return ""


def _reaches(stack: Stack, service: Resource, subnet: Resource) -> Truth:
    out = way_out(stack, subnet)
    by_route: Truth = UNKNOWN
    if out is not UNKNOWN and out.way is Way.INTERNET:
        by_route = read_flag(service, "networkConfiguration", "assignPublicIp")
    elif out is not UNKNOWN and out.way is not Way.OTHER:
        by_route = out.way is Way.NAT or (UNKNOWN if out.elsewhere else False)
    if by_route is True:
        return True
    wanted = [*_ALWAYS, *_extras(stack, service)]
    return some([by_route, every(has_endpoint(stack, subnet, name) for name in wanted)])


def _extras(stack: Stack, service: Resource) -> Iterator[str | Unknown]:
    """The services besides the registry without which a task of this definition does not start."""
    task = services.task_definition(stack, service).partner
    found = containers(task) if task else UNKNOWN
    if found is UNKNOWN:
        yield UNKNOWN
        return
    for container in found:
        driver = read(container, "logConfiguration", "logDriver")
        if driver in ("awslogs", UNKNOWN):
            yield UNKNOWN if driver is UNKNOWN else "logs"
        for _, source in secrets(container):
            yield (
                UNKNOWN if not isinstance(source, str) else "secretsmanager" if ":secretsmanager:" in source else "ssm"
            )


def _missing(stack: Stack, service: Resource, subnet: Resource) -> str:
    wanted = dict.fromkeys([*_ALWAYS, *_extras(stack, service)])
    missing = [name for name in wanted if name is not UNKNOWN and has_endpoint(stack, subnet, name) is False]
    return ", ".join(missing)


RULE = Rule(
    id="NETWORK-001",
    title="Service can fetch its image from each of its subnets",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL02-BP02 Provision redundant connectivity between private networks in the cloud and on-premises "
    "environments",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-version-migration.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
            read="2026-11-23",
        ),
    ),
    rationale="All traffic of a Fargate task goes through its own network interface, the download of its image too. "
    "Without NAT it needs a public address in a public subnet, or the endpoints of ECR and S3; otherwise no task "
    "starts.",
    remediation="Route the subnets to a NAT gateway, or make the VPC endpoints ecr.api, ecr.dkr and s3, or set "
    "assignPublicIp in public subnets. With Floodgate's Network component: nat and interface_endpoints.",
    since="0.1.0",
    check=check,
)

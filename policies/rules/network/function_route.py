"""
*What it checks*: from each subnet of a function in a VPC a NAT gateway or a VPC endpoint leads to the services whose
queues, tables, topics, buckets, secrets and parameters its environment names.

*Why it matters*: a function in a VPC has no public address, not in a public subnet either. Calls to a service that it
does not reach hang until the function's timeout, each of them.

*How to fix*: place the function in private subnets with a NAT gateway, or add an endpoint for each service.
"""

from collections.abc import Iterator
from typing import Final

from rules.logic import Truth, every
from rules.network.placement import SUBNET, Way, way_out
from rules.network.reach import has_endpoint
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import EACH, Stack
from rules.values import UNKNOWN

FUNCTION: Final = "aws:lambda/function:Function"
# The endpoint by which each type is used.
_SERVICES: Final = {
    "aws:dynamodb/table:Table": "dynamodb",
    "aws:s3/bucket:Bucket": "s3",
    "aws:secretsmanager/secret:Secret": "secretsmanager",
    "aws:sns/topic:Topic": "sns",
    "aws:sqs/queue:Queue": "sqs",
    "aws:ssm/parameter:Parameter": "ssm",
}


def check(stack: Stack, report: Report) -> None:
    """Every function in a VPC reaches what it uses."""
    for function in stack.of(FUNCTION):
        used = tuple(_used(stack, function))
        placed = stack.partners(function, "vpcConfig", "subnetIds", EACH, to=SUBNET)
        if not used or (placed.complete and not placed.inside and not placed.outside):
            continue
        reached = [(subnet, name, _reaches(stack, subnet, name)) for subnet in placed.inside for name in used]
        hidden = [] if placed.complete and not placed.outside else [UNKNOWN]
        report.decides(
            function,
            every([*(truth for _, _, truth in reached), *hidden]),
            wrong=_message(function, [(subnet, name) for subnet, name, truth in reached if truth is False]),
            missing="the routes and endpoints of its subnets",
        )


def _message(function: Resource, cut_off: list[tuple[Resource, str]]) -> str:
    if not cut_off:
        return ""
    first = cut_off[0][0]
    names = " and ".join(name for subnet, name in cut_off if subnet is first)
    return f"neither NAT nor an endpoint leads from {first}, where {function} lies, to {names}, which it uses."


def _used(stack: Stack, function: Resource) -> Iterator[str]:
    for token, service in _SERVICES.items():
        if stack.dependencies(function, "environment", on=token):
            yield service


def _reaches(stack: Stack, subnet: Resource, service: str) -> Truth:
    out = way_out(stack, subnet)
    if out is not UNKNOWN and out.way is Way.NAT:
        return True
    by_endpoint = has_endpoint(stack, subnet, service)
    # An internet gateway is of no use to what has no public address.
    cut_off = out is not UNKNOWN and (out.way is Way.INTERNET or (out.way is Way.NOWHERE and not out.elsewhere))
    return by_endpoint if cut_off or by_endpoint is True else UNKNOWN


RULE = Rule(
    id="NETWORK-010",
    title="Function in a VPC reaches the services that it uses",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL02-BP02 Provision redundant connectivity between private networks in the cloud and on-premises "
    "environments",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html", read="2026-11-23"),
    ),
    rationale="A function that is connected to a VPC sends everything through it and never has a public address. "
    "Without NAT or an endpoint its calls to AWS hang until its timeout, so messages are retried and lost.",
    remediation="Set vpcConfig.subnetIds to subnets with a route to a NAT gateway, or make VPC endpoints for the "
    "services. With Floodgate's Network component: nat and interface_endpoints.",
    since="0.1.0",
    check=check,
)

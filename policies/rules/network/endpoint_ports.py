"""
*What it checks*: the security groups of an interface endpoint let connections in on port 443.

*Why it matters*: an interface endpoint with private names takes over the service's name in the whole VPC. When its
security group lets nothing in, calls to the service do not fail over to the internet: they hang until a timeout, and
tasks do not start.

*How to fix*: let the callers, or the VPC's range, in on port 443.
"""

from rules.logic import Truth, some
from rules.network.ingress import into
from rules.network.placement import VPC, Endpoint, endpoints
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

HTTPS = 443


def check(stack: Stack, report: Report) -> None:
    """Every interface endpoint can be reached."""
    for network in stack.of(VPC):
        for endpoint in endpoints(stack, network).known:
            if endpoint.is_gateway is not True:
                report.decides(
                    endpoint.resource,
                    UNKNOWN if endpoint.is_gateway is UNKNOWN else _is_open(stack, endpoint),
                    wrong=f"the security groups of {endpoint.resource} let nothing in on port {HTTPS}.",
                    missing="its security groups, and what they let in",
                )


def _is_open(stack: Stack, endpoint: Endpoint) -> Truth:
    groups = endpoint.groups
    found = [into(stack, group).some(lambda passage: passage.carries(HTTPS)) for group in groups.inside]
    # Without any it has the VPC's default group, which lets in its own members.
    sure = groups.complete and not groups.outside and groups.inside
    return some([*found, *([] if sure else [UNKNOWN])])


RULE = Rule(
    id="NETWORK-009",
    title="VPC endpoint lets its callers in on port 443",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
            read="2026-11-23",
        ),
    ),
    rationale="The security group of an endpoint must allow connections on port 443 from the subnets that use it. "
    "Otherwise every call to the service from this VPC runs into a timeout, as private names lead to the endpoint "
    "alone.",
    remediation="Add an ingress rule for port 443 to one of securityGroupIds. With Floodgate's Network component: "
    "interface_endpoints, which all share one open group.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a subnet whose default route leads to a NAT gateway uses one in its own zone, or a regional one.
Stacks for development are left out, by their names.

*Why it matters*: a NAT gateway stands in one zone. When that zone fails, every subnet that goes through it is cut off,
in the zones that are well, too; and traffic between zones is paid for.

*How to fix*: make a NAT gateway in each zone with private subnets and a route table for each; or a regional gateway.
"""

from rules.logic import Truth, equals, some
from rules.network.placement import SUBNET, Way, way_out, zones
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.stages import DEVELOPMENT_STACKS, is_for_development
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every subnet leaves by its own zone."""
    for subnet in stack.of(SUBNET):
        if is_for_development(subnet, report):
            continue
        out = way_out(stack, subnet)
        if out is UNKNOWN and not stack.of("aws:ec2/natGateway:NatGateway"):
            continue
        if out is UNKNOWN or (out.way is Way.NAT and (out.nat is None or out.nat.partner is None)):
            report.not_knowable(subnet, "which NAT gateway it uses, and in which zone")
        elif out.way is Way.NAT and out.nat and out.nat.partner:
            gateway = out.nat.partner
            report.decides(
                subnet,
                _is_near(stack, subnet, gateway),
                wrong=f"{subnet} leaves through {gateway}, which stands in another zone and fails with it.",
                missing="which NAT gateway it uses, and in which zone",
            )


def _is_near(stack: Stack, subnet: Resource, gateway: Resource) -> Truth:
    regional = equals(read(gateway, "availabilityMode", default="zonal"), "regional")  # EC2's default
    home = stack.link(gateway, "subnetId", to=SUBNET).partner
    mine, theirs = zones([subnet, home]) if home else (UNKNOWN, UNKNOWN)
    return some([regional, UNKNOWN if UNKNOWN in (mine, theirs) else mine == theirs])


RULE = Rule(
    id="NETWORK-002",
    title="Subnet leaves through a NAT gateway in its own zone",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL10-BP01 Deploy the workload to multiple locations",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
            read="2026-11-23",
        ),
    ),
    rationale="If subnets in several zones share one NAT gateway and its zone fails, the others lose their way out as "
    "well. AWS recommends one in each zone, with routes that stay inside the zone, or a regional NAT gateway.",
    remediation="Point natGatewayId of the subnet's default route to a gateway in its zone. With Floodgate's Network "
    "component: nat=NatStrategy.PER_ZONE.",
    since="0.1.0",
    check=check,
    options=(DEVELOPMENT_STACKS,),
)

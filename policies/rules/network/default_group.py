"""
*What it checks*: the default security group of a VPC is taken over by `ec2.DefaultSecurityGroup` and has no rules.

*Why it matters*: what is launched without naming a security group gets the default one. As AWS makes it, its members
reach each other on every port, and the whole internet.

*How to fix*: adopt the group with ec2.DefaultSecurityGroup and give it neither ingress nor egress.
"""

from rules.logic import Truth, every
from rules.network.ingress import DEFAULT_GROUP, into, out_of
from rules.network.placement import VPC
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """The default group of every VPC of the stack is closed."""
    adopted = stack.incoming(Holder(DEFAULT_GROUP, ("vpcId",)), to=VPC)
    for network in stack.of(VPC):
        groups = adopted.to(network)
        if not groups and adopted.perhaps_to(network, nameless=False):
            report.not_knowable(network, "whether its default security group is taken over")
        elif not groups:
            report.fails(network, f"{network} leaves its default security group open, as AWS makes it.")
        for group in groups:
            report.decides(
                network,
                _is_closed(stack, group),
                wrong=f"{network} has rules in its default security group ({group}).",
                missing="the rules of its default security group",
            )


def _is_closed(stack: Stack, group: Resource) -> Truth:
    sides = (into(stack, group), out_of(stack, group))
    return every(False if side.known else True if side.complete else UNKNOWN for side in sides)


RULE = Rule(
    id="NETWORK-006",
    title="VPC has a closed default security group",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
            read="2026-11-23",
        ),
    ),
    rationale="Whatever is launched without a security group of its own gets the VPC's default group. As AWS makes it, "
    "its members reach each other on all ports and may connect to anywhere, which nobody has decided.",
    remediation="Declare ec2.DefaultSecurityGroup with vpcId and without ingress and egress. With Floodgate's Network "
    "component it is done.",
    since="0.1.0",
    check=check,
)

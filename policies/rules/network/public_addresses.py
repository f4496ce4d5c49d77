"""
*What it checks*: a subnet gives no public address to what is launched in it (mapPublicIpOnLaunch).

*Why it matters*: whatever is launched there without a thought can be reached from the internet. Load balancers and NAT
gateways bring their own addresses and do not need it.

*How to fix*: set mapPublicIpOnLaunch to false, and ask for a public address where one is needed.
"""

from rules.logic import negate
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

SUBNET = "aws:ec2/subnet:Subnet"


def check(subnet: Resource, report: Report) -> None:
    """Nothing gets a public address by being launched here."""
    report.decides(
        subnet,
        negate(read_flag(subnet, "mapPublicIpOnLaunch")),  # EC2's default: no
        wrong=f"{subnet} gives a public address to everything that is launched in it (mapPublicIpOnLaunch).",
        missing="whether it gives away public addresses",
    )


RULE = Rule(
    id="NETWORK-008",
    title="Subnet gives nothing a public address by itself",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP01 Create network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
            read="2026-11-23",
        ),
    ),
    rationale="Everything that is launched in such a subnet is on the internet at once, also what somebody puts there "
    "by mistake. Load balancers and NAT gateways have public addresses without it.",
    remediation="Set mapPublicIpOnLaunch to false. With Floodgate's Network component no subnet does it.",
    since="0.1.0",
    check_resource=check,
    types=(SUBNET,),
)

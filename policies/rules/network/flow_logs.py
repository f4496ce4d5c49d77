"""
*What it checks*: a VPC, or each of its subnets in the stack, has a flow log.

*Why it matters*: flow logs are the only record of who talked to whom, and of what security groups refused. After an
intrusion, without them, nobody can tell what was reached.

*How to fix*: declare ec2.FlowLog with the VPC's id.
"""

from rules.logic import Truth, every, some
from rules.network.placement import SUBNET, VPC
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN

FLOW_LOG = "aws:ec2/flowLog:FlowLog"


def check(stack: Stack, report: Report) -> None:
    """Every VPC of the stack is recorded, as a whole or subnet by subnet."""
    for network in stack.of(VPC):
        report.decides(
            network,
            some([_is_recorded(stack, network, "vpcId", VPC), _by_subnets(stack, network)]),
            wrong=f"{network} has no flow log.",
            missing="what the flow logs of the stack record",
        )


def _by_subnets(stack: Stack, network: Resource) -> Truth:
    subnets = stack.incoming(Holder(SUBNET, ("vpcId",)), to=VPC).to(network)
    return bool(subnets) and every(_is_recorded(stack, subnet, "subnetId", SUBNET) for subnet in subnets)


def _is_recorded(stack: Stack, resource: Resource, prop: str, token: str) -> Truth:
    logs = stack.incoming(Holder(FLOW_LOG, (prop,)), to=token)
    if logs.to(resource):
        return True
    return UNKNOWN if logs.perhaps_to(resource, nameless=False) else False


RULE = Rule(
    id="NETWORK-007",
    title="VPC has a flow log",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC04-BP01 Configure service and application logging",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
            read="2026-11-23",
        ),
        Reference(url="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html", read="2026-11-23"),
    ),
    rationale="Flow logs record which addresses talked to each other and what was refused. Without them neither an "
    "intruder's way through the network nor a rule that blocks the wrong traffic can be found.",
    remediation="Declare ec2.FlowLog with vpcId and a log destination. With Floodgate's Network component it is made; "
    "flow_log_retention_days says how long it is kept.",
    since="0.1.0",
    check=check,
)

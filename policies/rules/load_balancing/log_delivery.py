"""
*What it checks*: the bucket of a load balancer's access logs lies in the load balancer's region, and its policy lets
Elastic Load Balancing write to it.

*Why it matters*: AWS refuses access logs to a bucket of another region, or to one that it may not write to, when they
are turned on: the deployment ends there.

*How to fix*: use a bucket of the same region, and allow s3:PutObject to logdelivery.elasticloadbalancing.amazonaws.com.
"""

from rules.load_balancing.delivery import BUCKET, may_deliver
from rules.load_balancing.routing import LOAD_BALANCER
from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Every load balancer that keeps access logs can deliver them."""
    for balancer in stack.of(LOAD_BALANCER):
        if (enabled := read_flag(balancer, "accessLogs", "enabled")) is False:
            continue
        link = stack.link(balancer, "accessLogs", "bucket", to=BUCKET)
        if enabled is UNKNOWN or link.partner is None:
            if link.found is not Found.NOTHING:
                report.not_knowable(balancer, "the bucket of its access logs, and who may write to it")
        elif _elsewhere(balancer, link.partner) is True:
            report.fails(balancer, f"{balancer} writes access logs to {link.partner}, which lies in another region.")
        else:
            delivers = may_deliver(stack, link.partner)
            report.decides(
                balancer,
                UNKNOWN if delivers and _elsewhere(balancer, link.partner) is UNKNOWN else delivers,
                wrong=f"{balancer} writes access logs to {link.partner}, whose policy does not let it.",
                missing="the policy of the bucket of its access logs, and its region",
            )


def _elsewhere(balancer: Resource, bucket: Resource) -> Truth:
    regions = balancer.region, bucket.region
    return UNKNOWN if UNKNOWN in regions else regions[0] != regions[1]


RULE = Rule(
    id="BALANCER-010",
    title="Load balancer can deliver its access logs",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS04-BP02 Implement application telemetry",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
            read="2026-11-23",
        ),
    ),
    rationale="The bucket must lie in the load balancer's region, and its policy must grant Elastic Load Balancing the "
    "right to write. AWS tests both when access logs are turned on, and refuses the change otherwise.",
    remediation="Name a bucket of the same region in accessLogs.bucket, with a policy that allows s3:PutObject to "
    "logdelivery.elasticloadbalancing.amazonaws.com. With Floodgate's LogBucket component both are done.",
    since="0.1.0",
    check=check,
)

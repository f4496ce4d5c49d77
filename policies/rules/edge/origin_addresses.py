"""
*What it checks*: the security groups of a public load balancer behind a CloudFront distribution do not let the whole
internet in.

*Why it matters*: who knows the load balancer's name goes around the distribution, and so around its web ACL, its rate
limits and its cache.

*How to fix*: let in AWS's prefix list com.amazonaws.global.cloudfront.origin-facing alone, or make the load balancer
internal and reach it through a VPC origin.
"""

from rules.edge.fronts import fronts
from rules.load_balancing.routing import security_groups
from rules.logic import Truth, negate, some
from rules.network.ingress import into
from rules.report import Report
from rules.resource import Resource, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """No load balancer behind a distribution is open to everybody."""
    found = fronts(stack)
    for distribution in found.hidden:
        report.not_knowable(distribution, "which load balancers it leads to")
    for balancer in found.balancers:
        report.decides(
            balancer,
            some([read_flag(balancer, "internal"), negate(_is_open(stack, balancer))]),
            wrong=f"{balancer} is behind a distribution, but its security groups let in the whole internet: who knows "
            "its name goes around CDN and web ACL.",
            missing="what its security groups let in",
        )


def _is_open(stack: Stack, balancer: Resource) -> Truth:
    groups = security_groups(stack, balancer)
    truths = [into(stack, group).some(lambda passage: passage.world()) for group in groups.inside]
    return some([*truths, *([] if groups.complete and not groups.outside and truths else [UNKNOWN])])


RULE = Rule(
    id="EDGE-013",
    title="Load balancer behind a distribution lets in CloudFront's addresses only",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html",
            read="2026-11-23",
        ),
    ),
    rationale="Web ACL, rate limits, cache and DDoS protection of a distribution help only against those who use it. A "
    "load balancer that the internet reaches is found by its certificate or by scanning, and then attacked itself.",
    remediation="Let the security group's ingress name the prefix list of CloudFront instead of 0.0.0.0/0. With "
    "Floodgate's LoadBalancer component: ingress, IngressSource.CLOUDFRONT.",
    since="0.1.0",
    check=check,
)

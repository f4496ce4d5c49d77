"""
*What it checks*: the security groups of the tasks behind an Application Load Balancer let in other security groups,
and no ranges of addresses.

*Why it matters*: who reaches a task past the load balancer reaches it past TLS, the firewall, authentication and the
access logs.

*How to fix*: name the load balancer's security group in place of the range.
"""

from rules.compute import services
from rules.load_balancing.routing import in_front, is_application
from rules.logic import Truth, every, negate, some
from rules.network.ingress import Passage, into
from rules.report import Report
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Tasks behind a load balancer are reached through it."""
    for service in stack.of(services.SERVICE):
        front = in_front(stack, service)
        groups = services.security_groups(stack, service)
        if front is None or (groups.complete and not (groups.inside or groups.outside)):
            continue
        application = some([*(is_application(one) for one in front.known), *([] if front.complete else [UNKNOWN])])
        if application is False:
            continue  # a Network Load Balancer may pass its clients' addresses on
        open_ones = [group for group in groups.inside if into(stack, group).some(_names_addresses) is True]
        closed = every(negate(into(stack, group).some(_names_addresses)) for group in groups.inside)
        sure = application is True and groups.complete and not groups.outside
        report.decides(
            service,
            closed if sure or (application is True and groups.complete and closed is False) else UNKNOWN,
            wrong=f"{open_ones[0]} lets addresses reach {service} past its load balancer." if open_ones else "",
            missing="its load balancer, its security groups and what they let in",
        )


def _names_addresses(passage: Passage) -> Truth:
    if passage.protocol in ("icmp", "icmpv6"):
        return False
    named = True if passage.cidrs else False if passage.complete else UNKNOWN
    return UNKNOWN if named is True and passage.protocol is UNKNOWN else named


RULE = Rule(
    id="BALANCER-020",
    title="Service behind a load balancer lets in no ranges of addresses",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
            read="2026-11-25",
        ),
    ),
    rationale="To receive traffic from the load balancer alone, targets must name its security group as the source. "
    "Through a range of addresses somebody reaches the tasks past TLS, firewall, authentication and access logs.",
    remediation="Name the load balancer's group in securityGroups, sourceSecurityGroupId or referencedSecurityGroupId. "
    "With Floodgate's SecurityGroup component: allow_from.",
    since="0.1.0",
    check=check,
)

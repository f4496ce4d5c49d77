"""
*What it checks*: the security groups of a load balancer behind a CloudFront distribution stay within the quota of
inbound rules, of which each use of CloudFront's prefix list takes 55.

*Why it matters*: the default quota is 60 rules a group, so a second port for CloudFront's addresses is already refused,
and so are more than five other rules beside the first.

*How to fix*: let CloudFront in on one port, spread the rules over two groups, or ask AWS for a higher quota and set the
option here.
"""

from rules.edge.fronts import fronts
from rules.load_balancing.routing import security_groups
from rules.network.ingress import Passage, into
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack

_PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList"


def check(stack: Stack, report: Report) -> None:
    """No security group has more inbound rules than AWS takes."""
    for distribution in fronts(stack).hidden:
        report.not_knowable(distribution, "which load balancers it leads to")
    groups: dict[Resource, None] = {}
    for balancer in fronts(stack).balancers:
        found = security_groups(stack, balancer)
        groups |= dict.fromkeys(found.inside)
        if not found.complete:
            report.not_knowable(balancer, "its security groups")
    for group in groups:
        _check_group(stack, group, report)


def _check_group(stack: Stack, group: Resource, report: Report) -> None:
    found = into(stack, group)
    used = sum(_rules(stack, passage, report) for passage in found.known)
    if used > report.number("quota") and any(passage.prefix_lists for passage in found.known):
        report.fails(group, _wrong(group, used, report))
    elif not found.complete or not all(passage.complete for passage in found.known):
        report.not_knowable(group, "all that it lets in")
    else:
        report.passes(group)


def _wrong(group: Resource, used: float, report: Report) -> str:
    weight, quota = report.number("weight"), report.number("quota")
    return (
        f"{group} has {used:.12g} inbound rules, of {quota:.12g} that AWS takes by default: CloudFront's prefix list "
        f"counts {weight:.12g} each time."
    )


def _rules(stack: Stack, passage: Passage, report: Report) -> float:
    own = [size for made in _own_lists(stack, passage) if isinstance(size := read_number(made, "maxEntries"), float)]
    managed = len(passage.prefix_lists) - len(_own_lists(stack, passage))
    plain = len(passage.cidrs) + len(passage.groups) + (passage.itself is True)
    return plain + sum(own) + managed * report.number("weight")


def _own_lists(stack: Stack, passage: Passage) -> tuple[Resource, ...]:
    texts = [text for text in passage.prefix_lists if isinstance(text, str)]
    named = [made for text in texts for made in stack.named(text, to=_PREFIX_LIST)]
    props = ("prefixListIds", "prefixListId", "ingress")
    depended = [made for prop in props for made in stack.dependencies(passage.holder, prop, on=_PREFIX_LIST)]
    return tuple(dict.fromkeys([*named, *depended]))[: len(passage.prefix_lists)]


RULE = Rule(
    id="EDGE-026",
    title="Security group has room for CloudFront's prefix list",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP01 Aware of service quotas and constraints",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html",
            read="2026-11-23",
        ),
        Reference(
            url="https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
            read="2026-11-23",
        ),
    ),
    rationale="CloudFront's prefix list counts as 55 rules of a security group, whose quota is 60 by default. A second "
    "port for the list, or a handful of rules beside it, is refused by AWS at deployment, when the first half of the "
    "rules is already there.",
    remediation="Leave one ingress rule with CloudFront's prefixListId in the group, and others to a second group. "
    "With Floodgate's LoadBalancer component: ingress, IngressSource.CLOUDFRONT opens port 443 alone.",
    since="0.1.0",
    check=check,
    options=(
        Option(name="quota", default=60, description="Inbound rules that a security group may have", minimum=1),
        Option(name="weight", default=55, description="Rules that CloudFront's prefix list counts as", minimum=1),
    ),
)

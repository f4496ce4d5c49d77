"""
*What it checks*: the security groups of databases, database proxies and caches let in other security groups, and no
ranges of addresses.

*Why it matters*: a range lets in whatever gets an address in it, today or next year: a build machine, a bastion, a
function of another team. With groups, the graph shows who may reach the data, and nobody else does.

*How to fix*: replace cidrBlocks by the security group of each service that uses the store.
"""

from collections.abc import Iterator

from rules.logic import Truth, negate
from rules.network.ingress import GROUP, Passage, into
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import EACH, Holder, Partners, Stack
from rules.values import UNKNOWN

_STORES = (
    Holder("aws:rds/cluster:Cluster", ("vpcSecurityGroupIds", EACH)),
    Holder("aws:rds/instance:Instance", ("vpcSecurityGroupIds", EACH)),
    Holder("aws:rds/proxy:Proxy", ("vpcSecurityGroupIds", EACH)),
    Holder("aws:elasticache/replicationGroup:ReplicationGroup", ("securityGroupIds", EACH)),
    Holder("aws:elasticache/cluster:Cluster", ("securityGroupIds", EACH)),
    Holder("aws:elasticache/serverlessCache:ServerlessCache", ("securityGroupIds", EACH)),
)


def check(stack: Stack, report: Report) -> None:
    """No data store lets in a range of addresses."""
    for store, groups in _stores(stack):
        if not groups.complete or groups.outside:
            report.not_knowable(store, "its security groups, or what those outside the stack let in")
        for group in groups.inside:
            passages = into(stack, group)
            ranges = passages.some(_names_addresses)
            holder = next((p.holder for p in passages.known if _names_addresses(p) is True), group)
            report.decides(
                store,
                negate(ranges) if groups.complete or ranges is not True else UNKNOWN,
                wrong=f"{group} of {store} lets in a range of addresses ({holder}): name the security groups of those "
                "who use it.",
                missing="what its security groups let in",
            )


def _stores(stack: Stack) -> Iterator[tuple[Resource, Partners]]:
    for kind in _STORES:
        for store in stack.of(kind.type):
            groups = stack.partners(store, *kind.path, to=GROUP)
            if groups.inside or groups.outside or not groups.complete:
                yield store, groups


def _names_addresses(passage: Passage) -> Truth:
    if passage.cidrs:
        return True
    return False if passage.complete else UNKNOWN


RULE = Rule(
    id="NETWORK-004",
    title="Security group of a data store lets in groups and no ranges of addresses",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
            read="2026-11-23",
        ),
    ),
    rationale="Everything that ever gets an address in the range can open connections to the data. A rule that names a "
    "security group lets in the members of that group only, wherever they are, and says who they are.",
    remediation="Use securityGroups, sourceSecurityGroupId or referencedSecurityGroupId in place of ranges. With "
    "Floodgate's SecurityGroup component: allow_from.",
    since="0.1.0",
    check=check,
)

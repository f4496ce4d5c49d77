"""
*What it checks*: Route 53 records that share name and type have a set identifier of their own each, one kind of routing
policy together, and, with latency routing, a region of their own each.

*Why it matters*: Route 53 refuses a record that cannot be told from another one, or that chooses by another policy.

*How to fix*: give each record of the group its own setIdentifier and region, and all of them the same policy.
"""

from itertools import combinations

from rules.edge.records import RECORD, ZONE, full_name
from rules.logic import Truth, every, holds, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

_POLICIES = (
    "weightedRoutingPolicies",
    "latencyRoutingPolicies",
    "failoverRoutingPolicies",
    "geolocationRoutingPolicies",
    "geoproximityRoutingPolicy",
    "cidrRoutingPolicy",
    "multivalueAnswerRoutingPolicy",
)


def check(stack: Stack, report: Report) -> None:
    """Every record with a routing policy can stand beside the others of its name."""
    routed = sorted((r for r in stack.of(RECORD) if _policy(r) is not None), key=lambda record: record.urn)
    clashes: dict[str, list[Truth]] = {record.urn: [] for record in routed}
    for one, other in combinations(routed, 2):
        # AWS refuses the one that comes second, which cannot be foretold.
        clashes[other.urn].append(every([_is_same_name(stack, one, other), _clash(one, other)]))
    for record in routed:
        report.decides(
            record,
            negate(some([_has_no_identifier(record), *clashes[record.urn]])),
            wrong=_wrong(record),
            missing="name, set identifier and routing policy of it and of the records beside it",
        )


def _wrong(record: Resource) -> str:
    if _has_no_identifier(record):
        return f"{record} has a routing policy but no setIdentifier: Route 53 refuses it."
    return (
        f"{record} has the set identifier or the latency region of another record of its name, or another routing "
        "policy: Route 53 refuses that."
    )


def _policy(record: Resource) -> str | None:
    return next((prop for prop in _POLICIES if read(record, prop) not in (None, [], False)), None)


def _has_no_identifier(record: Resource) -> Truth:
    value = read(record, "setIdentifier")
    return UNKNOWN if value is UNKNOWN else value in (None, "")


def _is_same_name(stack: Stack, one: Resource, other: Resource) -> Truth:
    pairs = [(read(record, "type"), full_name(stack, record), _zone(stack, record)) for record in (one, other)]
    return every(holds(lambda a, b: bool(a == b), a, b) for a, b in zip(*pairs, strict=True))


def _zone(stack: Stack, record: Resource) -> object:
    link = stack.link(record, "zoneId", to=ZONE)
    return link.partner.urn if link.partner else link.value if isinstance(link.value, str) else UNKNOWN


def _clash(one: Resource, other: Resource) -> Truth:
    if _policy(one) != _policy(other):
        return True
    identifiers = holds(lambda a, b: bool(a == b), read(one, "setIdentifier"), read(other, "setIdentifier"))
    regions = [read(record, "latencyRoutingPolicies", 0, "region") for record in (one, other)]
    return some([identifiers, None not in regions and holds(lambda a, b: bool(a == b), *regions)])


RULE = Rule(
    id="EDGE-010",
    title="Record can be told from the others of its name",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-latency-alias.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html", read="2026-11-23"
        ),
    ),
    rationale="Records of one name and type form a group: Route 53 refuses a member without a set identifier, with "
    "another member's, with another routing policy, or a second latency record for one region. The rollout then stops "
    "with one region reachable and the other not.",
    remediation="Give each record its own setIdentifier, all the same kind of routing policy, and latency records a "
    "region of their own. With Floodgate's OriginRecords component: regions, whose keys become the identifiers.",
    since="0.1.0",
    check=check,
)

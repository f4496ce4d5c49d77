"""
*What it checks*: an Aurora cluster with readers keeps a second instance in the promotion tiers 0 and 1, and the
instances of these tiers are of one class. A serverless one among them takes the writer's size.

*Why it matters*: Aurora makes the reader of the lowest tier the writer. If that is a smaller one, kept for reports, it
takes over all writes at the worst moment, and connections beyond its own limit are refused.

*How to fix*: give one reader the writer's class and the tier 0 or 1, and smaller ones a tier of 2 and more.
"""

from rules.database.clusters import PROMOTION_TIER, SERVERLESS, Members, aurora_clusters, members
from rules.logic import Truth, holds
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN, Unknown

LAST_TIER = 1  # up to this one an instance is sized for the writer's work


def check(stack: Stack, report: Report) -> None:
    """Every cluster with readers fails over to an instance of the writer's class."""
    for cluster in aurora_clusters(stack):
        found = members(stack, cluster)
        if len(found.known) < 2 and found.complete:
            continue  # nothing to fail over to, which is another rule's business
        second = _has_second(found)
        report.decides(
            cluster,
            second if second is not True else _are_alike(found),
            wrong=f"the instances of {cluster} with promotionTier 0 or 1 are of different classes: the next writer may "
            "be smaller than this one."
            if second
            else f"only one instance of {cluster} has a promotionTier of 0 or 1: none is sized to be the next writer.",
            missing="the classes and promotion tiers of its instances",
        )


def _is_heir(member: Resource) -> Truth:
    return holds(lambda tier: tier <= LAST_TIER, read_number(member, "promotionTier", default=PROMOTION_TIER))


def _has_second(found: Members) -> Truth:
    heirs = [_is_heir(member) for member in found.known]
    if heirs.count(True) > 1:
        return True
    return UNKNOWN if UNKNOWN in heirs or not found.complete else False


def _are_alike(found: Members) -> Truth:
    sure = {_class(member) for member in found.known if _is_heir(member) is True}
    perhaps = {_class(member) for member in found.known if _is_heir(member) is UNKNOWN}
    named = {kind for kind in sure if kind is not UNKNOWN} - {SERVERLESS}
    if len(named) > 1:
        return False
    doubts = UNKNOWN in sure | perhaps or bool(perhaps - {SERVERLESS} - named) or not found.complete
    return UNKNOWN if doubts else True


def _class(member: Resource) -> str | Unknown:
    value = read(member, "instanceClass")
    return value if isinstance(value, str) else UNKNOWN


RULE = Rule(
    id="DATABASE-008",
    title="Database cluster fails over to an instance of the writer's class",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.RELIABILITY,
    practice="REL11-BP02 Fail over to healthy resources",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
            read="2026-11-23",
        ),
    ),
    rationale="On a failover the reader of the lowest promotion tier becomes the writer. One of a smaller class takes "
    "over all writes and connections of a larger one, so the failover that was to save the service overloads it.",
    remediation="Set promotionTier to 0 or 1 for a reader of the writer's instanceClass, and to 2 or more for smaller "
    "ones. With Floodgate's AuroraCluster component: instances, which it checks.",
    since="0.1.0",
    check=check,
)

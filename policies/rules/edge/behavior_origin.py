"""
*What it checks*: each behavior of a CloudFront distribution names an origin, or an origin group, that the distribution
has.

*Why it matters*: AWS refuses a distribution with a behavior that leads nowhere.

*How to fix*: make targetOriginId of the behavior and originId of the origin the same.
"""

from rules.edge.distributions import DISTRIBUTION, Part, behaviors, judge, leads_to
from rules.logic import Truth
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(distribution: Resource, report: Report) -> None:
    """Every behavior leads to an origin."""
    judge(
        report,
        distribution,
        behaviors(distribution),
        _leads_somewhere,
        wrong=f"{distribution} has no origin of the id that {{parts}} names: AWS refuses it.",
        missing="the ids of its origins",
    )


def _leads_somewhere(behavior: Part) -> Truth:
    found = leads_to(behavior)
    return True if found.known else False if found.complete else UNKNOWN


RULE = Rule(
    id="EDGE-006",
    title="Distribution has the origin that each behavior names",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DefaultCacheBehavior.html",
            read="2026-11-23",
        ),
    ),
    rationale="A behavior's targetOriginId is the id of an origin or origin group of the same distribution. AWS "
    "refuses to create or update a distribution that names another one, after all before it has been made.",
    remediation="Make targetOriginId of the behavior and originId of an origin the same. With Floodgate's Edge "
    "component: behaviors, whose caching chooses the origin.",
    since="0.1.0",
    check_resource=check,
    types=(DISTRIBUTION,),
)

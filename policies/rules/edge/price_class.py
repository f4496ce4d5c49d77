"""
*What it checks*: the price class of a CloudFront distribution has edge locations near its viewers: near the regions of
its tag FLOODGATE_AUDIENCE (such as "eu-west-1 sa-east-1"), else near the regions of its load balancers and buckets.

*Why it matters*: PriceClass_100 answers from North America, Europe and Israel only, PriceClass_200 not from South
America, Australia and New Zealand. Viewers there are answered over an ocean, and wait for it with every request.

*How to fix*: choose the price class that has places where the viewers are.
"""

import re

from rules.edge.distributions import BUCKET, DISTRIBUTION, Kind, Part, balancers_behind, kind, origins
from rules.logic import Truth, every, holds
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

# The regions that a price class has no places near. Source: CloudFront's pricing page.
_FAR = {
    "PriceClass_100": re.compile(r"(ap|me|af|sa)-"),
    "PriceClass_200": re.compile(r"sa-|ap-southeast-[246]"),  # Sydney, Melbourne, New Zealand
}


def check(stack: Stack, report: Report) -> None:
    """Every distribution answers from near its viewers."""
    for distribution in stack.of(DISTRIBUTION):
        chosen = read(distribution, "priceClass", default="PriceClass_All")
        told = read(distribution, "tags", report.text("audienceTag"))
        regions = told.split() if isinstance(told, str) else _regions(stack, distribution)
        report.decides(
            distribution,
            every(_is_near(chosen, region) for region in ([UNKNOWN] if told is UNKNOWN else regions)),
            wrong=f"{distribution} has a price class without edge locations near a region of its viewers or origins.",
            missing="its price class, and the regions of its viewers or origins",
        )


def _is_near(chosen: object, region: object) -> Truth:
    if not isinstance(chosen, str) or chosen not in _FAR:
        return isinstance(chosen, str) or UNKNOWN
    return holds(lambda place: not _FAR[chosen].match(place), region)


def _regions(stack: Stack, distribution: Resource) -> list[object]:
    found = origins(distribution)
    regions = [region for origin in found.known for region in _regions_of(stack, origin)]
    return regions if found.complete else [*regions, UNKNOWN]


def _regions_of(stack: Stack, origin: Part) -> list[object]:
    if kind(origin) is Kind.BUCKET:
        bucket = stack.link(origin.distribution, *origin.at, "domainName", to=BUCKET).partner
        return [bucket.region if bucket else UNKNOWN]
    balancers = balancers_behind(stack, origin)
    known: list[object] = [balancer.region for balancer in balancers.inside]
    return known if known and balancers.complete and not balancers.outside else [*known, UNKNOWN]


RULE = Rule(
    id="EDGE-024",
    title="Distribution has edge locations near its viewers",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF04-BP06 Choose your workload's location based on network requirements",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html", read="2026-11-23"
        ),
    ),
    rationale="A cheaper price class leaves continents out. Viewers there are served from another one, so each request "
    "takes hundreds of milliseconds more, and a load balancer that was put near them is reached by a detour over half "
    "the world.",
    remediation="Set priceClass to PriceClass_200 or PriceClass_All. With Floodgate's Edge component: price_class, "
    "which is checked against the regions.",
    since="0.1.0",
    check=check,
    options=(
        Option(
            name="audienceTag",
            default="FLOODGATE_AUDIENCE",
            description="Tag of a distribution: AWS regions near its viewers, with spaces between them",
        ),
    ),
)

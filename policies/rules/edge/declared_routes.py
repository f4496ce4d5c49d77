"""
*What it checks*: a CloudFront distribution has a behavior of its own for each path that it declares by its tag
FLOODGATE_ROUTES: paths with spaces between them, such as "/static/app.js /api/products".

*Why it matters*: a path without a behavior of its own is treated as every other path: public answers are not cached and
reach the services each time, or personal ones are cached as if they were pages.

*How to fix*: add an ordered behavior whose path pattern fits. "/api/products/*" does not fit "/api/products" itself.
"""

import re

from rules.edge.distributions import DISTRIBUTION, Part, Parts, ordered_behaviors
from rules.logic import Truth, every, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(distribution: Resource, report: Report) -> None:
    """Every declared path has a behavior of its own."""
    declared = read(distribution, "tags", report.text("routesTag"))
    if declared is UNKNOWN:
        report.not_knowable(distribution, "the paths that it declares")
    elif isinstance(declared, str) and declared.split():
        fitting = [_fits_one(path, ordered_behaviors(distribution)) for path in declared.split()]
        missing = [str(number) for number, truth in enumerate(fitting, start=1) if truth is False]
        report.decides(
            distribution,
            every(fitting),
            wrong=f"of the {len(fitting)} paths that {distribution} declares, it has no behavior for number "
            f"{', '.join(missing)}.",
            missing="the path patterns of its behaviors",
        )


def _fits_one(path: str, behaviors: Parts) -> Truth:
    truths = [_fits(path, behavior) for behavior in behaviors.known]
    return some([*truths, *([] if behaviors.complete else [UNKNOWN])])


def _fits(path: str, behavior: Part) -> Truth:
    pattern = behavior.read("pathPattern")
    if not isinstance(pattern, str):
        return UNKNOWN
    # CloudFront knows * and ? alone, and takes patterns with and without the first slash.
    text = re.escape("/" + pattern.lstrip("/")).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(text, path) is not None


RULE = Rule(
    id="EDGE-016",
    title="Distribution has a behavior for each path that it declares",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.PERFORMANCE_EFFICIENCY,
    practice="PERF03-BP05 Implement data access patterns that utilize caching",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html",
            read="2026-11-23",
        ),
    ),
    rationale="What is cached for whom is decided by path. A path of the design that has no behavior falls to the "
    "default one: its public answers reach the services every time, or its personal ones are kept and shown to others.",
    remediation="Add the path to orderedCacheBehaviors, narrower patterns first. With Floodgate's Edge component: "
    "behaviors, a PathBehavior for each pattern.",
    since="0.1.0",
    check_resource=check,
    types=(DISTRIBUTION,),
    options=(
        Option(
            name="routesTag",
            default="FLOODGATE_ROUTES",
            description="Tag of a distribution: the paths that have behaviors of their own, with spaces between them",
        ),
    ),
)

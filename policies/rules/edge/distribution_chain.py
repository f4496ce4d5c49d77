"""
*What it checks*: a request passes through two CloudFront distributions at most: one whose origin is another one, whose
origin is none.

*Why it matters*: CloudFront answers 403 to what has come through more than two distributions.

*How to fix*: let the first distribution ask the last one's origin itself, by a behavior of its own.
"""

from rules.edge.distributions import DISTRIBUTION, Kind, Part, kind, origins
from rules.edge.records import host
from rules.logic import Truth, every, negate, some
from rules.report import Report
from rules.resource import Resource, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN

_MOST = 2


def check(stack: Stack, report: Report) -> None:
    """No distribution stands before two others."""
    for distribution in stack.of(DISTRIBUTION):
        report.decides(
            distribution,
            _ends_within(stack, distribution, _MOST),
            wrong=f"requests to {distribution} pass through more than {_MOST} distributions: CloudFront answers 403.",
            missing="whether its origins are distributions",
        )


def _ends_within(stack: Stack, distribution: Resource, most: int) -> Truth:
    return origins(distribution).every(lambda origin: _ends_behind(stack, origin, most - 1)) if most else False


def _ends_behind(stack: Stack, origin: Part, most: int) -> Truth:
    if kind(origin) is not Kind.CUSTOM:
        return UNKNOWN if kind(origin) is UNKNOWN else True
    link = stack.link(origin.distribution, *origin.at, "domainName", to=DISTRIBUTION)
    if isinstance(link.value, str):
        return _ends_behind_host(stack, link.value, most)
    if link.partner:
        return _ends_within(stack, link.partner, most)
    # Not a distribution's name, when something else gave it.
    given = origin.distribution.property_dependencies.get("origins")
    return True if link.found is Found.UNKNOWN and given else UNKNOWN


def _ends_behind_host(stack: Stack, name: str, most: int) -> Truth:
    if known := stack.named(name, to=DISTRIBUTION):
        return _ends_within(stack, known[0], most)
    if host(name).endswith(".cloudfront.net"):
        return UNKNOWN if most else False
    behind = [(other, _has_alias(other, name)) for other in stack.of(DISTRIBUTION)]
    return every(
        some([negate(is_it), _ends_within(stack, other, most)]) for other, is_it in behind if is_it is not False
    )


def _has_alias(distribution: Resource, name: str) -> Truth:
    aliases = read_list(distribution, "aliases")
    if aliases is UNKNOWN:
        return UNKNOWN
    return some(host(alias) == host(name) if isinstance(alias, str) else UNKNOWN for alias in aliases)


RULE = Rule(
    id="EDGE-012",
    title="Distribution stands before one other distribution at most",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL01-BP01 Aware of service quotas and constraints",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
            read="2026-11-25",
        ),
    ),
    rationale="CloudFront refuses requests that have already passed through two distributions: every viewer of the "
    "first one gets 403. AWS offers no higher quota, and advises against one distribution before another.",
    remediation="Let the origins of the first distribution name what is behind the last one. With Floodgate's Edge "
    "component there is one distribution, and origins.shield_region adds a further cache.",
    since="0.1.0",
    check=check,
)

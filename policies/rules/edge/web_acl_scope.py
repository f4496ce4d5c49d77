"""
*What it checks*: a web ACL of scope CLOUDFRONT is in us-east-1; the web ACL of a distribution has that scope; a web ACL
that is associated with anything else has the scope REGIONAL and is in the region of what it protects.

*Why it matters*: scope and region cannot be changed later, and AWS refuses every other combination.

*How to fix*: set scope to CLOUDFRONT and use a provider for us-east-1 for what protects a distribution; make a second
web ACL of scope REGIONAL for load balancers and APIs.
"""

from rules import arn
from rules.edge.distributions import DISTRIBUTION, EDGE_REGION
from rules.edge.firewalls import ASSOCIATION, CLOUDFRONT, REGIONAL, WEB_ACL, scope
from rules.load_balancing.routing import LOAD_BALANCER
from rules.logic import equals, holds
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN, Unknown


def check(stack: Stack, report: Report) -> None:
    """Every web ACL fits what it protects."""
    for acl in stack.of(WEB_ACL):
        _check_place(acl, report)
    for distribution in stack.of(DISTRIBUTION):
        link = stack.link(distribution, "webAclId", to=WEB_ACL)
        if link.found is not Found.NOTHING:
            report.decides(
                distribution,
                equals(scope(link), CLOUDFRONT),
                wrong=f"the web ACL of {distribution} is not of scope {CLOUDFRONT}: AWS refuses it.",
                missing="the scope of its web ACL",
            )
    for association in stack.of(ASSOCIATION):
        _check_association(stack, association, report)


def _check_place(acl: Resource, report: Report) -> None:
    own = read(acl, "scope")
    if own == REGIONAL:
        report.passes(acl)
        return
    report.decides(
        acl,
        UNKNOWN if own is UNKNOWN and acl.region != EDGE_REGION else equals(acl.region, EDGE_REGION),
        wrong=f"{acl} is of scope {CLOUDFRONT} but not in {EDGE_REGION}: AWS refuses that.",
        missing="its scope and region",
    )


def _check_association(stack: Stack, association: Resource, report: Report) -> None:
    link = stack.link(association, "webAclArn", to=WEB_ACL)
    distribution = stack.link(association, "resourceArn", to=DISTRIBUTION)
    regional = equals(scope(link), REGIONAL)
    together = holds(str.__eq__, _region(link), _region(stack.link(association, "resourceArn", to=LOAD_BALANCER)))
    if distribution.partner or _is_distribution(distribution.value):
        report.fails(association, f"{association} names a distribution: AWS takes its web ACL as its webAclId only.")
    elif regional is False:
        report.fails(association, f"the web ACL of {association} is not of scope {REGIONAL}: AWS refuses it.")
    else:
        report.decides(
            association,
            UNKNOWN if regional is UNKNOWN and together is not False else together,
            wrong=f"the web ACL of {association} is in another region than what it protects: AWS refuses that.",
            missing="scope and region of its web ACL, and the region of what it protects",
        )


def _is_distribution(value: object) -> bool:
    parts = arn.parse(value) if isinstance(value, str) else None
    return bool(parts and parts.service == "cloudfront")


def _region(link: Link) -> str | Unknown:
    if link.partners:
        regions = {partner.region for partner in link.partners}
        return regions.pop() if len(regions) == 1 else UNKNOWN
    parts = arn.parse(link.value) if link.found is Found.OUTSIDE else None
    return parts.region if parts and parts.region else UNKNOWN


RULE = Rule(
    id="EDGE-005",
    title="Web ACL has the scope and the region of what it protects",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP03 Implement inspection-based protection",
    references=(
        Reference(url="https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html", read="2026-11-23"),
        Reference(
            url="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-wafv2-webacl.html",
            read="2026-11-25",
        ),
    ),
    rationale="AWS makes web ACLs of scope CLOUDFRONT in us-east-1 only, takes nothing else for a distribution, and "
    "associates a REGIONAL one only with what is in its own region. Anything else is refused, and as scope and region "
    "never change, the web ACL has to be made anew.",
    remediation="Set scope to CLOUDFRONT and the provider's region to us-east-1 for a distribution, to REGIONAL and "
    "the region of the load balancer otherwise. With Floodgate's WebAcl component: scope and location.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a web ACL of a load balancer behind a CloudFront distribution limits rates by an address in a header,
not by the address that the connection comes from.

*Why it matters*: behind CloudFront every connection comes from CloudFront. A limit by connection counts all viewers of
an edge location as one: it blocks thousands when one attacks, or lets the attack through.

*How to fix*: aggregate by FORWARDED_IP with the header X-Forwarded-For, or put the limit into the distribution's own
web ACL, where connections come from viewers.
"""

from rules.edge.firewalls import ASSOCIATED, CLOUDFRONT, WEB_ACL, counts_connections, of_balancer, statements
from rules.edge.fronts import fronts
from rules.load_balancing.routing import LOAD_BALANCER
from rules.logic import Truth, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """No web ACL behind CloudFront counts CloudFront."""
    for acl in stack.of(WEB_ACL):
        behind = _is_behind(stack, acl)
        if behind is not False:
            report.decides(
                acl,
                some([negate(behind), negate(statements(stack, acl).some(counts_connections))]),
                wrong=f"{acl} is behind a distribution, but limits rates by the address of the connection, which is "
                "CloudFront's: all viewers count as one.",
                missing="its rules, and whether it is behind a distribution",
            )


def _is_behind(stack: Stack, acl: Resource) -> Truth:
    found = fronts(stack)
    if any(acl in of_balancer(stack, balancer) for balancer in found.balancers):
        return True
    places = [stack.link(holder, "resourceArn", to=LOAD_BALANCER) for holder in _associations(stack, acl)]
    doubts = [place for place in places if place.found is Found.UNKNOWN or (place.partners and found.hidden)]
    hidden = stack.incoming(ASSOCIATED, to=WEB_ACL).unknown
    return UNKNOWN if doubts or (hidden and read(acl, "scope") != CLOUDFRONT) else False


def _associations(stack: Stack, acl: Resource) -> tuple[Resource, ...]:
    return stack.incoming(ASSOCIATED, to=WEB_ACL).to(acl)


RULE = Rule(
    id="EDGE-025",
    title="Web ACL behind a distribution limits rates by the viewer's address",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP03 Implement inspection-based protection",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-options.html",
            read="2026-11-25",
        ),
    ),
    rationale="If a request goes through a proxy, its source address is that of the last proxy. Behind CloudFront one "
    "address stands for very many viewers, so a limit by source address turns away everybody near an edge location as "
    "soon as one of them floods.",
    remediation="Set aggregateKeyType to FORWARDED_IP with forwardedIpConfig, or move the rate-based rule to the "
    "distribution's web ACL. With Floodgate's WebAcl component: rules.client_address, ClientAddress.FORWARDED.",
    since="0.1.0",
    check=check,
)

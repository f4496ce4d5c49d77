"""
*What it checks*: where CloudFront asks a load balancer over HTTPS, the load balancer has a certificate for the origin's
host name, or for each alias if the Host header is passed on.

*Why it matters*: CloudFront checks the origin's certificate like a browser. Nobody can have a certificate for a load
balancer's own name under elb.amazonaws.com, so an origin of that name fails every handshake, and viewers get 502.

*How to fix*: give the load balancer a name of your own by a DNS record, a certificate for it, and use it as the origin.
"""

from rules.edge.distributions import (
    DISTRIBUTION,
    Kind,
    Part,
    balancers_behind,
    behaviors,
    is_led_to,
    is_named_itself,
    judge,
    kind,
    origins,
)
from rules.edge.listeners import HTTPS, listeners, shows
from rules.edge.policies import cache_policy, contains, forwards_header, key_has_header, request_policy
from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

# Hosts with certificates of AWS's.
_CERTIFIED = (".execute-api.", ".lambda-url.", ".mediastore.", ".mediapackage.", ".s3.", ".s3-", ".cloudfront.net")


def check(stack: Stack, report: Report) -> None:
    """Every load balancer behind a distribution has a certificate that CloudFront accepts."""
    for distribution in stack.of(DISTRIBUTION):
        found = origins(distribution)
        if not found.complete or any(_is_asked_over_https(origin) is not False for origin in found.known):
            judge(
                report,
                distribution,
                found,
                lambda origin: some([negate(_is_asked_over_https(origin)), _is_accepted(stack, origin)]),
                wrong=f"no certificate of the load balancer behind {{parts}} of {distribution} is for its host name: "
                "CloudFront answers 502.",
                missing="the names on the certificates of its origins",
            )


def _is_asked_over_https(origin: Part) -> Truth:
    way = kind(origin)
    if way is not Kind.CUSTOM:
        return False if way is Kind.BUCKET else UNKNOWN
    return equals(origin.read("customOriginConfig", "originProtocolPolicy"), "https-only", "match-viewer")


def _is_accepted(stack: Stack, origin: Part) -> Truth:
    host, balancers = origin.read("domainName"), balancers_behind(stack, origin)
    if isinstance(host, str) and any(part in host for part in _CERTIFIED):
        return True
    own = is_named_itself(stack, origin)
    if own is False and balancers.inside and not any(_speaks_https(stack, balancer) for balancer in balancers.inside):
        return True  # that no listener fits is another rule's finding
    truths = [_fits(stack, origin, balancer, own) for balancer in balancers.inside]
    if not truths and own is True:
        return False if _passes_host_on(stack, origin) is False else UNKNOWN
    return every([*truths, *([] if balancers.complete and truths else [UNKNOWN])])


def _speaks_https(stack: Stack, balancer: Resource) -> bool:
    found = listeners(stack, balancer)
    return not found.complete or any(read(one, "protocol") in (UNKNOWN, None, *HTTPS) for one in found.known)


def _fits(stack: Stack, origin: Part, balancer: Resource, own: Truth) -> Truth:
    host = origin.read("domainName")
    by_name = negate(own) if own is not False else True
    if isinstance(host, str):
        by_name = every([by_name, shows(stack, balancer, host)])
    elif by_name is True:
        by_name = UNKNOWN
    aliases = read_list(origin.distribution, "aliases")
    by_alias = [UNKNOWN] if aliases is UNKNOWN else [_shows(stack, balancer, alias) for alias in aliases]
    return some([by_name, every([_passes_host_on(stack, origin), *by_alias])])


def _shows(stack: Stack, balancer: Resource, name: object) -> Truth:
    return shows(stack, balancer, name) if isinstance(name, str) else UNKNOWN


def _passes_host_on(stack: Stack, origin: Part) -> Truth:
    return behaviors(origin.distribution).every(
        lambda behavior: some([negate(is_led_to(behavior, origin)), _forwards_host(stack, behavior)])
    )


def _forwards_host(stack: Stack, behavior: Part) -> Truth:
    key, rest = cache_policy(stack, behavior), request_policy(stack, behavior)
    legacy = behavior.read("forwardedValues", "headers")
    headers = [] if legacy is None else legacy if isinstance(legacy, list) else UNKNOWN
    by_code = behavior.read("lambdaFunctionAssociations")
    return some(
        [
            key.all(lambda policy: key_has_header(policy, "Host")) if key else False,
            rest.all(lambda policy: forwards_header(policy, "Host")) if rest else False,
            contains(headers, "Host"),
            contains(headers, "*"),
            UNKNOWN if by_code else False,
        ]
    )


RULE = Rule(
    id="EDGE-003",
    title="Distribution asks load balancers by a host name that is on their certificate",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="OPS05-BP02 Test and validate changes",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html",
            read="2026-11-25",
        ),
    ),
    rationale="CloudFront accepts an origin's certificate only if it names the origin's domain name, or the Host "
    "header where that is passed on. No certificate names a load balancer under elb.amazonaws.com, so an origin of "
    "that name fails every TLS handshake, and every request that is not cached is answered 502.",
    remediation="Set the origin's domainName to a record of your own for the load balancer, and put that name on the "
    "listener's certificate. With Floodgate's Edge component the name origin.<domain> and its records are made.",
    since="0.1.0",
    check=check,
)

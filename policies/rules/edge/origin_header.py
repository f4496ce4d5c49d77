"""
*What it checks*: a CloudFront distribution sends a header of its own to each public Application Load Balancer, and
every listener and rule there that forwards requests asks for the header. A web ACL of the load balancer may ask, too.

*Why it matters*: CloudFront's addresses are everybody's: whoever makes a distribution with your load balancer as its
origin comes from the same addresses, without your web ACL. Only a secret between the two tells them apart.

*How to fix*: add a custom header with a secret value to the origin, and an httpHeader condition to each listener rule;
let the listener's default action refuse.
"""

from collections.abc import Iterator
from typing import Final

from rules.edge.distributions import Kind, Part, kind
from rules.edge.firewalls import of_balancer, statements
from rules.edge.fronts import Front, fronts
from rules.edge.listeners import listeners
from rules.edge.policies import contains
from rules.load_balancing.routing import LISTENER, LISTENER_RULE, is_application
from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_flag, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN, Unknown


def check(stack: Stack, report: Report) -> None:
    """Every load balancer behind a distribution can tell it from others."""
    found = fronts(stack)
    for distribution in found.hidden:
        report.not_knowable(distribution, "which load balancers it leads to")
    for front in found.known:
        private = some([read_flag(front.balancer, "internal"), negate(is_application(front.balancer))])
        if kind(front.origin) is Kind.CUSTOM and private is not True:
            _check_front(stack, front, private, report)


def _check_front(stack: Stack, front: Front, private: Truth, report: Report) -> None:
    distribution, balancer = front.origin.distribution, front.balancer
    names = _headers(front.origin)
    if names == []:
        wrong = (
            f"{distribution} sends no header of its own to {balancer}, which cannot tell it from others' distributions."
        )
        report.decides(distribution, private, wrong=wrong, missing="the kind of its load balancer")
        return
    asking = {holder: _asks(holder, prop, names) for holder, prop in _forwarding(stack, balancer)}
    silent = next((holder for holder, truth in asking.items() if truth is False), balancer)
    complete = listeners(stack, balancer).complete and not _hidden_rules(stack)
    report.decides(
        distribution,
        some(
            [private, _looked_at(stack, balancer, names), every([*asking.values(), *([] if complete else [UNKNOWN])])]
        ),
        wrong=f"{silent} forwards requests without asking for the header that {distribution} sends.",
        missing="what the listeners of its load balancer ask for",
    )


def _headers(origin: Part) -> list[str] | Unknown:
    headers = origin.read("customHeaders", default=[])
    if not isinstance(headers, list):
        return UNKNOWN
    names = [header.get("name") if isinstance(header, dict) else UNKNOWN for header in headers]
    return UNKNOWN if UNKNOWN in names else [str(name) for name in names]


def _forwarding(stack: Stack, balancer: Resource) -> Iterator[tuple[Resource, str]]:
    rules = stack.incoming(Holder(LISTENER_RULE, ("listenerArn",)), to=LISTENER)
    for listener in listeners(stack, balancer).known:
        yield listener, "defaultActions"
        for rule in rules.to(listener):
            yield rule, "actions"


def _hidden_rules(stack: Stack) -> bool:
    return bool(stack.incoming(Holder(LISTENER_RULE, ("listenerArn",)), to=LISTENER).unknown)


def _asks(holder: Resource, prop: str, names: list[str] | Unknown) -> Truth:
    actions = read_list(holder, prop)
    if actions is UNKNOWN:
        return UNKNOWN
    forwards = some(equals(read(holder, prop, index, "type"), "forward") for index in range(len(actions)))
    return some([negate(forwards), _has_condition(holder, names)])


def _has_condition(holder: Resource, names: list[str] | Unknown) -> Truth:
    conditions = read_list(holder, "conditions")
    if conditions is UNKNOWN:
        return UNKNOWN
    asked = [read(holder, "conditions", index, "httpHeader", "httpHeaderName") for index in range(len(conditions))]
    return some(_is_one_of(name, names) for name in asked if name is not None)


def _is_one_of(name: object, names: list[str] | Unknown) -> Truth:
    return contains(names, name) if isinstance(name, str) else UNKNOWN


def _looked_at(stack: Stack, balancer: Resource, names: list[str] | Unknown) -> Truth:
    """Whether a web ACL of the load balancer looks at the header: what it does then is taken for granted."""
    found = [statement for acl in of_balancer(stack, balancer) for statement in statements(stack, acl).known]
    return some(_is_one_of(header, names) for header in _single_headers(found))


def _single_headers(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _INSIDE and inner is not None and not isinstance(inner, _INSIDE[key]):
                yield UNKNOWN
            elif key == "singleHeader" and isinstance(inner, dict):
                yield inner.get("name")
            yield from _single_headers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _single_headers(inner)
    elif value is UNKNOWN:
        yield UNKNOWN


# What leads to a header inside of a statement, and what it is made of.
_INSIDE: Final = {
    "singleHeader": dict,
    "fieldToMatch": dict,
    "byteMatchStatement": dict,
    "notStatement": dict,
    "statement": dict,
    "statements": list,
}


RULE = Rule(
    id="EDGE-014",
    title="Distribution proves itself to its load balancers by a secret header",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html",
            read="2026-11-25",
        ),
    ),
    rationale="CloudFront's addresses are shared by all of its customers, so a security group that lets them in also "
    "lets in anybody's distribution with your load balancer as its origin: around your web ACL and rate limits. A "
    "header that only your distribution knows keeps those out.",
    remediation="Set customHeaders of the origin, and an httpHeader condition on each listener rule that forwards; let "
    "defaultActions refuse. With Floodgate's Edge and LoadBalancer components: origin_secret on both.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: a listener without TLS on a load balancer that faces the internet forwards nothing: it redirects to
HTTPS, or answers itself.

*Why it matters*: what comes by plain HTTP can be read and changed on its way, sessions and passwords too.

*How to fix*: redirect to HTTPS with 301 in the listener's default action, and move its rules to the HTTPS listener.
"""

from collections.abc import Iterator

from rules.load_balancing.routing import LISTENER, LISTENER_RULE, balancer_of
from rules.logic import Truth, equals, every, negate, some
from rules.report import Report
from rules.resource import Resource, read, read_flag, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN


def check(stack: Stack, report: Report) -> None:
    """Nothing comes to a target by plain HTTP from the internet."""
    rules = stack.incoming(Holder(LISTENER_RULE, ("listenerArn",)), to=LISTENER)
    for listener in stack.of(LISTENER):
        plain = equals(read(listener, "protocol"), "HTTP")
        if read(listener, "protocol") is None:
            plain = equals(read(listener, "port"), 80.0)  # as the provider takes it
        if plain is False:
            continue
        balancer = balancer_of(stack, listener).partner
        internal = read_flag(balancer, "internal") if balancer else UNKNOWN
        forwards = [(listener, _forwards(listener, "defaultActions"))]
        forwards += [(rule, _forwards(rule, "actions")) for rule in rules.to(listener)]
        doubts = [UNKNOWN] if rules.perhaps_to(listener, nameless=False) else []
        sends = some([*(truth for _, truth in forwards), *doubts])
        report.decides(
            listener,
            some([internal, negate(every([plain, sends]))]),
            wrong=f"{next((one for one, truth in forwards if truth is True), listener)} sends requests on that came "
            "by plain HTTP from the internet.",
            missing="its protocol, its actions, and whether its load balancer is internal",
        )


def _forwards(holder: Resource, prop: str) -> Truth:
    return some(_actions(holder, prop))


def _actions(holder: Resource, prop: str) -> Iterator[Truth]:
    actions = read_list(holder, prop)
    if actions is UNKNOWN:
        yield UNKNOWN
        return
    for index in range(len(actions)):
        kind = read(holder, prop, index, "type")
        secure = equals(read(holder, prop, index, "redirect", "protocol", default="#{protocol}"), "HTTPS")
        if kind is UNKNOWN:
            yield UNKNOWN
        elif kind == "redirect":
            yield negate(secure)
        else:
            yield kind == "forward"


RULE = Rule(
    id="BALANCER-021",
    title="Listener forwards nothing that came by plain HTTP from the internet",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
            read="2026-11-23",
        ),
    ),
    rationale="Requests by plain HTTP can be read and changed by everybody on their way, with the sessions and "
    "passwords in them. A redirect brings browsers to HTTPS before they send any.",
    remediation="Set defaultActions to a redirect with protocol HTTPS and statusCode HTTP_301. With Floodgate's "
    "LoadBalancer component: ingress=IngressSource.INTERNET makes this listener.",
    since="0.1.0",
    check=check,
)

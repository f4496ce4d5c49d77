"""
*What it checks*: an Application Load Balancer drops headers with invalid names, and its desync mitigation is at least
defensive, which is AWS's default.

*Why it matters*: a request that the load balancer and the server behind it read differently can carry a second one that
no rule, no firewall and no authentication has seen: request smuggling.

*How to fix*: drop invalid header fields, and leave the desync mitigation mode at defensive or strictest.
"""

from collections.abc import Mapping
from typing import Any

from rules.load_balancing.routing import LOAD_BALANCER, is_application
from rules.logic import equals
from rules.report import Report
from rules.resource import Resource, read, read_flag
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN


def check(balancer: Resource, report: Report) -> None:
    """What is malformed is dropped, and what may be smuggling is stopped."""
    application = is_application(balancer)
    if application is False:
        return
    drops = read_flag(balancer, "dropInvalidHeaderFields")
    mitigates = equals(read(balancer, "desyncMitigationMode", default="defensive"), "defensive", "strictest")
    if application is UNKNOWN or UNKNOWN in (drops, mitigates):
        report.not_knowable(balancer, "its kind, its desync mitigation, and whether it drops invalid headers")
    elif drops and mitigates:
        report.passes(balancer)
    elif mitigates:
        report.fails(balancer, f"{balancer} passes headers with invalid names on (dropInvalidHeaderFields).")
    else:
        report.fails(balancer, f"{balancer} only monitors requests that may be smuggling (desyncMitigationMode).")


def repair(balancer: Resource, _config: Mapping[str, Any]) -> Mapping[str, Any]:
    """What keeps malformed requests out, where it is off."""
    if is_application(balancer) is not True:
        return {}
    monitors = read(balancer, "desyncMitigationMode") == "monitor"
    headers = {} if read_flag(balancer, "dropInvalidHeaderFields") is not False else {"dropInvalidHeaderFields": True}
    return {**headers, **({"desyncMitigationMode": "defensive"} if monitors else {})}


RULE = Rule(
    id="BALANCER-003",
    title="Load balancer refuses malformed requests",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP03 Implement inspection-based protection",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
            read="2026-11-25",
        ),
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
            read="2026-11-23",
        ),
    ),
    rationale="Headers with invalid names, and requests that two servers read differently, are the means of request "
    "smuggling: an attacker's request gets past authentication and firewall inside of somebody else's. AWS drops "
    "invalid headers only when it is told to.",
    remediation="Set dropInvalidHeaderFields to true, and desyncMitigationMode to defensive or strictest. With "
    "Floodgate's LoadBalancer component both are set.",
    since="0.1.0",
    check_resource=check,
    types=(LOAD_BALANCER,),
    repair=repair,
)

"""
*What it checks*: the security policy of a listener with TLS allows TLS 1.2 and 1.3 only. Where no policy is set, that
is AWS's default of the API, which allows TLS 1.0.

*Why it matters*: TLS 1.0 and 1.1 are broken and withdrawn (RFC 8996). As long as the listener takes them, whoever sits
in between can make a client use them.

*How to fix*: set a policy whose name holds TLS13-1-2 or TLS13-1-3. Policies named Ext1 and Ext2 take weaker ciphers for
old clients; those named Res only the best.
"""

import re
from collections.abc import Mapping
from typing import Any

from rules.load_balancing.routing import LISTENER
from rules.logic import Truth, equals
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

# Source: Security policies for your Application Load Balancer. Every policy of TLS 1.2 and later is named like this.
_MODERN = re.compile(r"ELBSecurityPolicy-(TLS13-1-[23]-.*|TLS-1-2-.*|FS-1-2-.*)")
_WITH_TLS = ("HTTPS", "TLS")


def check(listener: Resource, report: Report) -> None:
    """A listener that ends TLS takes TLS 1.2 and later."""
    if (encrypted := equals(read(listener, "protocol"), *_WITH_TLS)) is not False:
        report.decides(
            listener,
            UNKNOWN if encrypted is UNKNOWN else _is_modern(listener),
            wrong=f"{listener} takes TLS 1.0 or 1.1: its sslPolicy is an old one, or not set.",
            missing="its protocol and its TLS policy",
        )


def repair(listener: Resource, _config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The policy that AWS recommends, where the listener ends TLS by an old one."""
    old = equals(read(listener, "protocol"), *_WITH_TLS) is True and _is_modern(listener) is False
    return {"sslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06"} if old else {}


def _is_modern(listener: Resource) -> Truth:
    policy = read(listener, "sslPolicy", default="ELBSecurityPolicy-2016-08")  # ELB's default, CreateListener
    return bool(_MODERN.fullmatch(policy)) if isinstance(policy, str) else UNKNOWN


RULE = Rule(
    id="BALANCER-005",
    title="Listener takes TLS 1.2 and later only",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC09-BP02 Enforce encryption in transit",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
            read="2026-11-23",
        ),
    ),
    rationale="A listener without a policy of its own gets ELBSecurityPolicy-2016-08, which takes TLS 1.0 and 1.1. "
    "Both are withdrawn: an attacker in between can make a client fall back to them and read what it sends.",
    remediation="Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06 or newer. With Floodgate's LoadBalancer "
    "component it is set.",
    since="0.1.0",
    check_resource=check,
    types=(LISTENER,),
    repair=repair,
)

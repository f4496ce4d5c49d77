"""
*What it checks*: the token of a replication group is one that AWS takes: 16 to 128 printable characters, letters,
digits and, of all others, only ! & # $ ^ < > and -.

*Why it matters*: AWS refuses any other, and generators of passwords like to use the rest.

*How to fix*: have it generated without symbols, or with these only.
"""

import re

from rules.cache.groups import GROUP
from rules.logic import Truth, every
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.values import UNKNOWN

_TOKEN = re.compile(r"[A-Za-z0-9!&#$^<>-]{16,128}")  # ElastiCache user guide, "Authenticating with the AUTH command"


def check(group: Resource, report: Report) -> None:
    """Its token is one that AWS takes."""
    tokens = [token for prop in ("authToken", "authTokenWo") if (token := read(group, prop)) not in (None, "")]
    if not tokens and read(group, "authTokenWoVersion") is not None:
        report.not_knowable(group, "its token, which no state holds")
    elif tokens:
        report.decides(
            group,
            every(_is_taken(token) for token in tokens),
            wrong=f"the token of {group} is none that AWS takes: 16 to 128 letters, digits and ! & # $ ^ < > -.",
            missing="its token, which is not known yet",
        )


def _is_taken(token: object) -> Truth:
    return bool(_TOKEN.fullmatch(token)) if isinstance(token, str) else UNKNOWN


RULE = Rule(
    id="CACHE-004",
    title="Replication group has a token that AWS takes",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="OPS05-BP02 Test and validate changes",
    references=(Reference(url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html", read="2026-11-23"),),
    rationale="AWS takes tokens of 16 to 128 characters and few symbols. A generated password with a slash or an at "
    "sign is refused when the group is created, which often shows in one deployment out of several.",
    remediation="Generate authToken without symbols, or with ! & # $ ^ < > - only. With Floodgate's ReplicationGroup "
    "component it is generated so.",
    since="0.1.0",
    check_resource=check,
    types=(GROUP,),
)

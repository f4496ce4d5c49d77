"""
*What it checks*: a parameter of Parameter Store whose name says that it is a secret, such as password, token or key, is
a SecureString.

*Why it matters*: a String is kept in plain text. Whoever may list parameters reads it, and so does whoever sees a
screen of the console.

*How to fix*: make it a SecureString, or keep it in Secrets Manager.
"""

import re
from typing import Any, Final

from rules.logic import Truth, equals, holds, implies, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity

PARAMETER: Final = "aws:ssm/parameter:Parameter"
_SECRET: Final = re.compile(
    r"(password|passwd|passphrase|secret|token|credentials?|(api|private|access|signing|encryption)[-_]?key)s?",
    re.IGNORECASE,
)
# What is said about a secret is none.
_ABOUT: Final = re.compile(r"[-_./](arn|id|name|url|uri|path|ttl|length|expiry|header)s?$", re.IGNORECASE)


def check(parameter: Resource, report: Report) -> None:
    """A parameter with the name of a secret is encrypted."""
    secret = _sounds_secret(parameter)
    if secret is not False:
        encrypted = equals(read(parameter, "type", default="String"), "SecureString")
        points = holds(lambda value: str(value).startswith("arn:"), read(parameter, "value", default=""))
        report.decides(
            parameter,
            implies(secret, some([encrypted, points])),
            wrong=f"{parameter} has the name of a secret, but it is kept in plain text.",
            missing="whether it is a secret, and a SecureString",
        )


def _sounds_secret(parameter: Resource) -> Truth:
    return holds(_is_name_of_a_secret, read(parameter, "name", default=parameter.name))


def _is_name_of_a_secret(name: Any) -> bool:
    last = str(name).rpartition("/")[2]
    return bool(_SECRET.search(last)) and not _ABOUT.search(last)


RULE = Rule(
    id="SECURITY-012",
    title="Parameter with the name of a secret is a SecureString",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC02-BP03 Store and use secrets securely",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html",
            read="2026-11-23",
        ),
    ),
    rationale="A parameter of type String is stored and shown in plain text to everybody who may read parameters. As a "
    "SecureString it is encrypted with a key, and reading it needs the right to decrypt.",
    remediation="Set type to SecureString, or keep the value in a secret of Secrets Manager. With Floodgate's "
    "GeneratedSecret component it is made there.",
    since="0.1.0",
    check_resource=check,
    types=(PARAMETER,),
)

"""
*What it checks*: each function URL asks for credentials: its authorizationType is AWS_IAM.

*Why it matters*: with NONE Lambda calls the function for whoever knows the address. There is no firewall and no limit
in front of it, so that everybody can run up the bill, or use up the runs that the account's other functions need.

*How to fix*: set authorizationType to AWS_IAM. For the public put CloudFront in front, with an origin access control
that signs its requests.
"""

from rules.logic import equals, negate
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity


def check(url: Resource, report: Report) -> None:
    """No function URL is open to everybody."""
    report.decides(
        url,
        negate(equals(read(url, "authorizationType"), "NONE")),
        wrong=f"{url} calls its function for everybody: it asks for no credentials.",
        missing="its authorizationType",
    )


RULE = Rule(
    id="QUEUE-025",
    title="Function URL asks for credentials",
    severity=Severity.HIGH,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC03-BP07 Analyze public and cross-account access",
    references=(Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html", read="2026-11-25"),),
    rationale="With the type NONE Lambda performs no authentication before it invokes the function, so the address "
    "alone is enough, without a firewall or a limit in front. Whoever finds it runs code at the owner's cost and uses "
    "up the account's concurrency.",
    remediation="Set authorizationType to AWS_IAM, and sign requests, as CloudFront does with an origin access "
    "control. Floodgate's OrderConsumer component makes no URL: it reads a queue.",
    since="0.1.0",
    check_resource=check,
    types=("aws:lambda/functionUrl:FunctionUrl",),
)

"""
*What it checks*: no function uses a runtime that Lambda has deprecated. Functions from container images bring their
own.

*Why it matters*: a deprecated runtime gets no security patches, and functions on it no support. Some time later Lambda
refuses to create them, then to update them: a fix that is urgent cannot be deployed until the code has been moved to
another version of the language.

*How to fix*: set runtime to a version that is supported for long enough. The list of deprecated ones is an option.
"""

from rules.logic import equals, negate
from rules.messaging.consumers import FUNCTION
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity

# Those whose deprecation date is past on 2026-11-25. Source: Lambda developer guide, Lambda runtimes, as cfn-lint held
# it in August 2026, read on 2026-11-25; AWS may have moved a date since.
DEPRECATED = (
    "dotnet5.0",
    "dotnet6",
    "dotnet8",
    "dotnetcore1.0",
    "dotnetcore2.0",
    "dotnetcore2.1",
    "dotnetcore3.1",
    "go1.x",
    "java8",
    "nodejs",
    "nodejs4.3",
    "nodejs4.3-edge",
    "nodejs6.10",
    "nodejs8.10",
    "nodejs10.x",
    "nodejs12.x",
    "nodejs14.x",
    "nodejs16.x",
    "nodejs18.x",
    "nodejs20.x",
    "provided",
    "provided.al2",
    "python2.7",
    "python3.6",
    "python3.7",
    "python3.8",
    "python3.9",
    "python3.10",
    "ruby2.5",
    "ruby2.7",
    "ruby3.2",
)


def check(function: Resource, report: Report) -> None:
    """The runtime of a function is none of the deprecated ones."""
    runtime = read(function, "runtime")
    if runtime is not None:
        report.decides(
            function,
            negate(equals(runtime, *report.texts("deprecated"))),
            wrong=f"{function} uses a runtime that Lambda has deprecated: it gets no security patches any more.",
            missing="its runtime",
        )


RULE = Rule(
    id="QUEUE-024",
    title="Function uses a runtime that Lambda still supports",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC06-BP01 Perform vulnerability management",
    references=(
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html", read="2026-11-25"),
        Reference(url="https://docs.aws.amazon.com/lambda/latest/dg/runtime-support-policy.html", read="2026-11-25"),
    ),
    rationale="After a runtime is deprecated AWS may no longer apply security patches to it, and functions on it are "
    "not eligible for support. Later Lambda blocks creating and updating them, so that an urgent fix first needs a "
    "move to another version of the language.",
    remediation="Set runtime to a supported version. Floodgate's OrderConsumer component takes a container image, "
    "whose runtime is in your own hands: image_uri.",
    since="0.1.0",
    check_resource=check,
    types=(FUNCTION,),
    options=(Option(name="deprecated", default=DEPRECATED, description="Runtimes that functions may not use"),),
)

"""
*What it checks*: a CloudFront distribution records its requests: by standard logging of either version, or by real-time
logs.

*Why it matters*: without logs nobody can tell afterwards who asked for what: which requests an attack consisted of,
what was answered from the cache, whom an error met.

*How to fix*: set loggingConfig, or make a log delivery whose source is the distribution.
"""

from rules.edge.distributions import DISTRIBUTION, behaviors
from rules.logic import Truth, equals, negate, some
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Holder, Stack
from rules.values import UNKNOWN

_SOURCE = Holder("aws:cloudwatch/logDeliverySource:LogDeliverySource", ("resourceArn",))


def check(stack: Stack, report: Report) -> None:
    """Every distribution leaves a trace."""
    for distribution in stack.of(DISTRIBUTION):
        report.decides(
            distribution,
            some([_by_itself(distribution), _by_delivery(stack, distribution), *_in_real_time(distribution)]),
            wrong=f"{distribution} records none of its requests: it has neither loggingConfig nor a log delivery.",
            missing="where it logs to",
        )


def _by_itself(distribution: Resource) -> Truth:
    return negate(equals(read(distribution, "loggingConfig", "bucket"), None, ""))


def _by_delivery(stack: Stack, distribution: Resource) -> Truth:
    sources = stack.incoming(_SOURCE, to=DISTRIBUTION)
    kinds = [equals(read(source, "logType"), "ACCESS_LOGS") for source in sources.to(distribution)]
    return some([*kinds, *([UNKNOWN] if sources.perhaps_to(distribution, nameless=False) else [])])


def _in_real_time(distribution: Resource) -> list[Truth]:
    found = behaviors(distribution)
    named = [negate(equals(behavior.read("realtimeLogConfigArn"), None, "")) for behavior in found.known]
    return [*named, *([] if found.complete else [UNKNOWN])]


RULE = Rule(
    id="EDGE-034",
    title="Distribution records its requests",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC04-BP01 Configure service and application logging",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging.html", read="2026-11-23"
        ),
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html", read="2026-11-23"
        ),
    ),
    rationale="What the CDN answers itself reaches no other log of yours. Without its own log an attack cannot be "
    "reconstructed, the cache cannot be judged by path, and errors at the edge are known by complaints only.",
    remediation="Set loggingConfig.bucket, or make a LogDeliverySource for the distribution with a LogDelivery. With "
    "Floodgate's Edge component: access_logs.",
    since="0.1.0",
    check=check,
)

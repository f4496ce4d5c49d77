"""
*What it checks*: the logging configuration of a web ACL names one destination, whose name starts with aws-waf-logs-, in
the web ACL's own region: us-east-1 for one of scope CLOUDFRONT.

*Why it matters*: AWS refuses every other destination, and so the web ACL has no log.

*How to fix*: name the log group, bucket or delivery stream aws-waf-logs-…, and make it in the web ACL's region.
"""

from rules import arn
from rules.edge.firewalls import LOGGING, WEB_ACL
from rules.logic import Truth, every, holds
from rules.report import Report
from rules.resource import Resource, read, read_list
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Link, Stack
from rules.values import UNKNOWN, Unknown

_PREFIX = "aws-waf-logs-"
# The types of destinations, with the property that holds their name.
_DESTINATIONS = {
    "aws:cloudwatch/logGroup:LogGroup": "name",
    "aws:s3/bucket:Bucket": "bucket",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "name",
}


def check(stack: Stack, report: Report) -> None:
    """Every web ACL logs to where WAF writes."""
    for logging in stack.of(LOGGING):
        destinations = read_list(logging, "logDestinationConfigs")
        if destinations is not UNKNOWN and len(destinations) != 1:
            report.fails(logging, f"{logging} names {len(destinations)} destinations: AWS takes exactly one.")
            continue
        links = [stack.link(logging, "logDestinationConfigs", 0, to=token) for token in _DESTINATIONS]
        named, beside = _is_named_so(links), _is_in_its_region(stack, logging, links)
        problem = f"a destination whose name does not start with {_PREFIX}" if named is False else _ELSEWHERE
        report.decides(
            logging,
            every([named, beside]),
            wrong=f"{logging} names {problem}: AWS refuses it.",
            missing="name and region of its destination",
        )


_ELSEWHERE = "a destination in another region than its web ACL"


def _is_named_so(links: list[Link]) -> Truth:
    if partner := _partner(links):
        name = read(partner, _DESTINATIONS[partner.token])
        prefix = read(partner, f"{_DESTINATIONS[partner.token]}Prefix")
        if isinstance(prefix, str) and prefix.startswith(_PREFIX):
            return True
        return name.startswith(_PREFIX) if isinstance(name, str) else UNKNOWN
    parts = arn.parse(links[0].value) if isinstance(links[0].value, str) else None
    if parts is None:
        return UNKNOWN
    name = parts.resource.removeprefix("log-group:").removeprefix("deliverystream/")
    return name.startswith(_PREFIX)


def _is_in_its_region(stack: Stack, logging: Resource, links: list[Link]) -> Truth:
    acl = stack.link(logging, "resourceArn", to=WEB_ACL)
    theirs: str | Unknown = UNKNOWN
    if partner := _partner(links):
        theirs = partner.region
    elif isinstance(links[0].value, str) and (parts := arn.parse(links[0].value)):
        if parts.service == "s3":
            return True  # its ARN does not tell
        theirs = parts.region
    return holds(str.__eq__, _region(acl), theirs)


def _region(acl: Link) -> str | Unknown:
    if acl.partner:
        return acl.partner.region
    parts = arn.parse(acl.value) if acl.found is Found.OUTSIDE else None
    return parts.region if parts else UNKNOWN


def _partner(links: list[Link]) -> Resource | None:
    found = [link.partner for link in links if link.partner]
    return found[0] if len(found) == 1 else None


RULE = Rule(
    id="EDGE-011",
    title="Web ACL logging has one destination that WAF can write to",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.SECURITY,
    practice="SEC04-BP01 Configure service and application logging",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/waf/latest/APIReference/API_PutLoggingConfiguration.html",
            read="2026-11-25",
        ),
        Reference(url="https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html", read="2026-11-25"),
    ),
    rationale="WAF writes only to log groups, buckets and delivery streams whose names start with aws-waf-logs-, one a "
    "web ACL, in the web ACL's region and account. AWS refuses anything else, and what attacked or was blocked by "
    "mistake cannot be told afterwards.",
    remediation="Set logDestinationConfigs to the ARN of one destination named aws-waf-logs-… in the web ACL's region. "
    "With Floodgate's WebAcl component the log group is made.",
    since="0.1.0",
    check=check,
)

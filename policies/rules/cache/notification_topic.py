"""
*What it checks*: the topic to which ElastiCache tells what happens to a group is in the group's region, and is not
encrypted.

*Why it matters*: ElastiCache does not reach a topic elsewhere, and cannot use the key of an encrypted one: the messages
about failovers and replaced nodes are lost, and nobody notices until one is missed.

*How to fix*: use a topic of its own, in the same region, without a key; the messages hold names of nodes only.
"""

from rules.cache.groups import GROUP
from rules.logic import Truth, every, holds
from rules.report import Report
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN

TOPIC = "aws:sns/topic:Topic"
CLUSTER = "aws:elasticache/cluster:Cluster"


def check(stack: Stack, report: Report) -> None:
    """Every topic for notifications can be written to."""
    for kind in (GROUP, CLUSTER):
        for group in stack.of(kind):
            link = stack.link(group, "notificationTopicArn", to=TOPIC)
            if link.partner:
                _check_topic(group, link.partner, report)
            elif link.found is Found.OUTSIDE:
                report.not_knowable(group, "whether its topic, which is outside the stack, is encrypted")
            elif link.found is not Found.NOTHING:
                report.not_knowable(group, "which topic it notifies")


def _check_topic(group: Resource, topic: Resource, report: Report) -> None:
    near = holds(lambda own, theirs: bool(own == theirs), group.region, topic.region)
    report.decides(
        group,
        every([near, _is_plain(topic)]),
        wrong=f"{group} cannot notify {topic}, which is in another region."
        if near is False
        else f"{group} cannot notify {topic}, which is encrypted (kmsMasterKeyId).",
        missing="whether its topic is encrypted, and the regions of both",
    )


def _is_plain(topic: Resource) -> Truth:
    key = read(topic, "kmsMasterKeyId")
    if key is UNKNOWN:
        return False if topic.property_dependencies.get("kmsMasterKeyId") else UNKNOWN
    return key in (None, "")


RULE = Rule(
    id="CACHE-011",
    title="Replication group notifies a topic that it can write to",
    severity=Severity.MEDIUM,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.OPERATIONAL_EXCELLENCE,
    practice="REL06-BP03 Send notifications (Real-time processing and alarming)",
    references=(
        Reference(url="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html", read="2026-11-23"),
    ),
    rationale="ElastiCache has no right to a topic's key and does not leave its region, so its messages to such a "
    "topic are lost. Failovers and replaced nodes then go unnoticed, although somebody has subscribed to them.",
    remediation="Set notificationTopicArn to a topic of the same region without kmsMasterKeyId. With Floodgate's "
    "ReplicationGroup component nothing is notified this way; its alarms have a topic of their own.",
    since="0.1.0",
    check=check,
)

"""
*What it checks*: no security group lets the whole internet (0.0.0.0/0 or ::/0) in on a port of administration or data:
SSH, RDP, databases, caches, Docker, Kubernetes, search and others, or on all ports.

*Why it matters*: such ports are tried by machines within minutes of being opened. A weak password, a default or a fault
in the server is then all that is missing.

*How to fix*: name the security group or the range of those who need the port; use Session Manager in place of SSH.
"""

from collections.abc import Iterable

from rules.logic import Truth, every, negate, some
from rules.network.ingress import DEFAULT_GROUP, GROUP, Passage, doubtful, into, loose
from rules.report import Report
from rules.resource import Resource
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack

# Of those that AWS calls high risk, and the data ports of this kind of architecture.
PORTS = (
    "20 21 22 23 25 110 135 143 445 1433 1434 2375 2376 2379 3306 3389 4333 5432 5601 "
    "6379 6443 9092 9200 9300 11211 27017"
)


def check(stack: Stack, report: Report) -> None:
    """No group is open to the world where it must not be."""
    ports = [int(port) for port in report.texts("ports") if port.isdigit()]
    for kind in (GROUP, DEFAULT_GROUP):
        for group in stack.of(kind):
            passages = into(stack, group)
            _decide(group, passages.some(lambda passage: _is_open(passage, ports)), passages.known, ports, report)
    for passage in loose(stack):
        if passage.inward is not False:
            _decide(passage.holder, _is_open(passage, ports), [passage], ports, report)
    for passage in doubtful(stack):
        if _is_open(passage, ports) is not False:
            report.not_knowable(passage.holder, "which security group it opens")


def _decide(subject: Resource, is_open: Truth, passages: Iterable[Passage], ports: list[int], report: Report) -> None:
    report.decides(
        subject,
        negate(is_open),
        wrong=f"{subject} lets the whole internet in on {_named(passages, ports)}.",
        missing="what it lets in, and from where",
    )


def _is_open(passage: Passage, ports: list[int]) -> Truth:
    return every([passage.inward, passage.world(), some(passage.carries(port) for port in ports)])


def _named(passages: Iterable[Passage], ports: list[int]) -> str:
    sure = [passage for passage in passages if passage.inward is True and passage.world() is True]
    if any(passage.everything is True for passage in sure):
        return "all ports"
    found = [str(port) for port in ports if any(passage.carries(port) is True for passage in sure)]
    return "all ports" if len(found) == len(ports) else f"port {', '.join(found)}"


RULE = Rule(
    id="NETWORK-005",
    title="Security group keeps ports of administration and data closed to the internet",
    severity=Severity.CRITICAL,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.SECURITY,
    practice="SEC05-BP02 Control traffic flow within your network layers",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html",
            read="2026-11-23",
        ),
    ),
    rationale="A port of administration or data that the whole internet may reach is tried by machines within minutes. "
    "One weak password or one fault in the server behind it gives an attacker the data.",
    remediation="Replace 0.0.0.0/0 and ::/0 by a security group or by the range that needs the port. With Floodgate's "
    "SecurityGroup component: allow_from.",
    since="0.1.0",
    check=check,
    options=(
        Option(name="ports", default=tuple(PORTS.split()), description="The ports that must not be open to the world"),
    ),
)

"""
*What it checks*: no two rules of a listener have the same priority.

*Why it matters*: AWS refuses the second rule, and the deployment ends there.

*How to fix*: give each rule a number of its own; leave gaps, so that another fits in between.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rules.load_balancing.routing import LISTENER_RULE, listener_of
from rules.logic import Truth, every, negate, some
from rules.report import Report
from rules.resource import Resource, read_number
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.stack import Found, Stack
from rules.values import UNKNOWN, Unknown

_Priority = float | Unknown | None


def check(stack: Stack, report: Report) -> None:
    """Every rule has a priority that no other one of its listener has."""
    earlier: dict[_Priority, list[Resource]] = defaultdict(list)
    for rule in sorted(stack.of(LISTENER_RULE), key=lambda rule: rule.name):
        priority = read_number(rule, "priority")
        taken = list(_taken(stack, rule, priority, earlier))
        first = next((other for other, truth in taken if truth is True), None)
        report.decides(
            rule,
            negate(some(truth for _, truth in taken)),
            wrong=f"{rule} has the priority of {first}; AWS refuses that on one listener.",
            missing="its priority and its listener, and those of the other rules",
        )
        earlier[priority].append(rule)


def _taken(
    stack: Stack, rule: Resource, priority: _Priority, earlier: dict[_Priority, list[Resource]]
) -> Iterator[tuple[Resource, Truth]]:
    """Whether earlier rules take its priority. Without one the provider chooses one that is free."""
    if priority is None:
        return
    for theirs in earlier if priority is UNKNOWN else (priority, UNKNOWN):
        for other in earlier.get(theirs, ()):
            same: Truth = UNKNOWN if UNKNOWN in (priority, theirs) else True
            if theirs is not None:
                yield other, every([same, _shares_listener(stack, (rule, other))])


def _shares_listener(stack: Stack, rules: Sequence[Resource]) -> Truth:
    mine, theirs = (listener_of(stack, rule) for rule in rules)
    if mine.partner and theirs.partner:
        return mine.partner is theirs.partner
    if mine.found is Found.OUTSIDE and theirs.found is Found.OUTSIDE:
        return bool(mine.value == theirs.value)
    doubtful = Found.UNKNOWN in (mine.found, theirs.found) or not (mine.sure and theirs.sure)
    return UNKNOWN if doubtful or Found.OUTSIDE in (mine.found, theirs.found) else False


RULE = Rule(
    id="BALANCER-017",
    title="Listener rule has a priority of its own",
    severity=Severity.HIGH,
    enforcement=Enforcement.MANDATORY,
    pillar=Pillar.RELIABILITY,
    practice="REL08-BP05 Deploy changes with automation",
    references=(
        Reference(
            url="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
            read="2026-11-25",
        ),
    ),
    rationale="A listener cannot have several rules with the same priority. AWS refuses the second one, and the "
    "deployment ends with a part of the routes.",
    remediation="Give each listener rule another priority. With Floodgate's LoadBalancer component: priority of route, "
    "which is compared with those of the other routes.",
    since="0.1.0",
    check=check,
)

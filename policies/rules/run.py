"""Running rules: each on its own, so that one which breaks takes nothing with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from rules.report import Finding, Report
from rules.resource import Resource
from rules.rule import Rule
from rules.stack import Stack


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of one rule, and in how many seconds.

    ``error`` is the type of the exception that ended it, empty when it ran to its end.
    """

    rule: str
    findings: tuple[Finding, ...]
    error: str = ""
    seconds: float = 0


def over_stack(
    rule: Rule, stack: Callable[[], Stack], config: Mapping[str, Any], traffic: Mapping[str, float] | None = None
) -> Result:
    """Run a rule over a stack, which is built as a part of the run, so that an error in that stays inside, too."""
    check = rule.check
    return _run(rule, config, lambda report: check(stack(), report) if check else None, traffic)


def over_resource(rule: Rule, resource: Callable[[], Resource], config: Mapping[str, Any]) -> Result:
    """Run a rule over one resource of the rule's types."""
    check = rule.check_resource
    return _run(rule, config, lambda report: check(resource(), report) if check else None)


def _run(
    rule: Rule,
    config: Mapping[str, Any],
    check: Callable[[Report], None],
    traffic: Mapping[str, float] | None = None,
) -> Result:
    report = Report(rule.id, {option.name: option.of(config) for option in rule.options}, traffic or {})
    started = perf_counter()
    error = ""
    try:
        check(report)
    except Exception as broken:
        # Whatever it is, the user's run and the other rules go on. Its type is told, its text may quote a property.
        error = type(broken).__name__
    return Result(rule=rule.id, findings=tuple(report.findings), error=error, seconds=perf_counter() - started)

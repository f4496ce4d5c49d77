"""
*What it checks*: a sampling rule of X-Ray records no more traces than a budget pays for, at the declared peak of
requests: its reservoir each second, and fixedRate of what is beyond.

*Why it matters*: X-Ray is paid by the trace. At a thousand requests a second five percent cost hundreds of dollars a
month, and nobody looks at millions of traces.

*How to fix*: lower fixedRate or the reservoir, or set the option dollars to what traces are worth to you.
"""

from typing import Final

from rules import traffic
from rules.logic import Truth, every, holds
from rules.report import Report
from rules.resource import Resource, read, read_number
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.stack import Stack
from rules.values import UNKNOWN

SAMPLING_RULE: Final = "aws:xray/samplingRule:SamplingRule"
_REQUESTS: Final = "originRequestsPerSecond"
_SECONDS: Final = 2_592_000  # a month of 30 days
_DOLLARS: Final = 5 / 1_000_000  # for a trace recorded, us-east-1; AWS X-Ray pricing, read 2026-11-23
_BUDGET: Final = Option(name="dollars", default=200, description="What traces may cost a month, in USD", minimum=0)
_MATCHES: Final = ("host", "httpMethod", "resourceArn", "serviceName", "serviceType", "urlPath")


def check(stack: Stack, report: Report) -> None:
    """Every sampling rule stays within the budget."""
    requests = report.declared(_REQUESTS)
    for rule in stack.of(SAMPLING_RULE):
        rate, reservoir = read_number(rule, "fixedRate"), read_number(rule, "reservoirSize")
        budget = report.number(_BUDGET.name)
        if rate is UNKNOWN or rate is None or reservoir is UNKNOWN or reservoir is None:
            report.not_knowable(rule, "its rate and reservoir")
        elif requests is UNKNOWN and (rate or reservoir):
            report.not_knowable(rule, traffic.missing(_REQUESTS))
        else:
            at_most = _monthly(0 if requests is UNKNOWN else requests, rate, reservoir)
            # One that matches only some requests costs less, nobody knows how much.
            within = True if at_most <= budget else UNKNOWN if _matches_all(rule) is not True else False
            wrong = f"{rule} records traces for {at_most:.0f} USD a month, more than {budget:.12g}."
            report.decides(rule, within, wrong=wrong, missing="how many requests it matches")


def _monthly(requests: float, rate: float, reservoir: float) -> float:
    traces = min(requests, reservoir) + rate * max(requests - reservoir, 0)
    return traces * _SECONDS * _DOLLARS


def _matches_all(rule: Resource) -> Truth:
    return every(holds(lambda pattern: pattern == "*", read(rule, name)) for name in _MATCHES)


RULE = Rule(
    id="TELEMETRY-017",
    title="Sampling rule records no more traces than the budget pays for",
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    pillar=Pillar.COST_OPTIMIZATION,
    practice="COST03-BP05 Configure billing and cost management tools",
    references=(
        Reference(url="https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html", read="2026-11-23"),
    ),
    rationale="Each recorded trace is paid for, 5 USD a million. A rate that is fine in development costs more than "
    "the servers at a few thousand requests a second, which the bill tells a month later.",
    remediation="Lower fixedRate and reservoirSize. With Floodgate's TraceSampling component: traces_per_second, from "
    "which it works out the rate.",
    since="0.1.0",
    check=check,
    options=(_BUDGET,),
)

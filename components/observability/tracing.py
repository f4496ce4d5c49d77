"""How many requests X-Ray records: enough to look into, not so many that they cost more than what they show.

Every service asks for these rules and decides at a trace's first step, so a trace is whole or not there. It owns the
rules; the OpenTelemetry collector and the program's own spans belong to the services (the X-Ray SDK is in maintenance).
While X-Ray does not answer, services sample one request a second each, and none fails.
"""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

_LONGEST_NAME = 32  # characters, X-Ray
_EVERYTHING = "*"
_HEALTH_SUFFIX = "-health"


@dataclass(frozen=True, kw_only=True)
class TraceSamplingArgs:
    """Arguments of TraceSampling."""

    # Physical name of the rule; the other's has ``-health`` behind it.
    rule_name: str
    # Requests a second that reach the services, at the origin: what the distribution answers is not traced.
    requests_per_second: float
    # Traces to record a second. Ten are 26 million a month, and enough for a p99 of each minute (guess).
    traces_per_second: float = 10
    # Of those, traces a second that are recorded whatever the rate, so that a quiet night has some.
    reservoir_per_second: int = 1
    # The path that the load balancer asks all the time and that nobody wants to see.
    health_path: str = "/health"
    # Which rule is asked first: this one plus one; the health path's is this one. Lower comes first.
    priority: int = 1000

    def __post_init__(self) -> None:
        if len(self.rule_name + _HEALTH_SUFFIX) > _LONGEST_NAME:
            raise ValueError(f"the rule name {self.rule_name + _HEALTH_SUFFIX!r} is longer than {_LONGEST_NAME}")
        if self.requests_per_second <= 0 or self.traces_per_second <= 0:
            raise ValueError("requests_per_second and traces_per_second must be above 0")
        if self.reservoir_per_second > self.traces_per_second:
            raise ValueError(
                f"reservoir_per_second ({self.reservoir_per_second}) is above traces_per_second"
                f" ({self.traces_per_second}): lower it"
            )
        if not 1 <= self.priority < 9999:
            raise ValueError("priority must be between 1 and 9998: X-Ray has 9999, and two rules are made")


class TraceSampling(pulumi.ComponentResource):
    """Two sampling rules: health checks never, everything else at the rate that gives so many traces a second.

    *Creates*: both rules. X-Ray's own default rule (one a second and five percent) stays behind them, unasked.

    *Outputs*: ``fixed_rate``.

    *Cost* (2026-11, us-east-1): 5.00 USD a million traces. Ten a second are 26.3 million a month, 131 USD; the default
    rule's five percent of 100,000 requests a second would be 65,700.

    *Rules that watch it*: rate x traffic x price stays within the budget (TELEMETRY-017).
    """

    fixed_rate: pulumi.Output[float]

    def __init__(self, name: str, args: TraceSamplingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:TraceSampling", name, {}, opts)
        rate = sampling_rate(
            requests_per_second=args.requests_per_second,
            traces_per_second=args.traces_per_second,
            reservoir_per_second=args.reservoir_per_second,
        )
        health = args.rule_name + _HEALTH_SUFFIX
        self._rule(f"{name}-health", health, args.priority, args.health_path, 0, 0)
        rule = self._rule(
            f"{name}-requests", args.rule_name, args.priority + 1, _EVERYTHING, rate, args.reservoir_per_second
        )
        self.fixed_rate = rule.fixed_rate
        self.register_outputs({"fixed_rate": self.fixed_rate})

    def _rule(
        self, name: str, physical: str, priority: int, path: str, rate: float, reservoir: int
    ) -> aws.xray.SamplingRule:
        return aws.xray.SamplingRule(
            name,
            rule_name=physical,
            priority=priority,
            url_path=path,
            fixed_rate=rate,
            reservoir_size=reservoir,
            host=_EVERYTHING,
            http_method=_EVERYTHING,
            resource_arn=_EVERYTHING,
            service_name=_EVERYTHING,
            service_type=_EVERYTHING,
            version=1,
            tags={"Name": physical},
            opts=pulumi.ResourceOptions(parent=self),
        )


def sampling_rate(*, requests_per_second: float, traces_per_second: float, reservoir_per_second: float) -> float:
    """The part of the requests beyond the reservoir that makes ``traces_per_second`` in all; everything if need be."""
    beyond = requests_per_second - reservoir_per_second
    if beyond <= 0:
        return 1.0
    return round(min(1.0, (traces_per_second - reservoir_per_second) / beyond), 6)

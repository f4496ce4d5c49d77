"""Programs that keep and break TELEMETRY-017. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

TRAFFIC = {"originRequestsPerSecond": 1000}


def _rule(rate: float, path: str = "*", reservoir: int = 1, opts: pulumi.ResourceOptions | None = None) -> None:
    aws.xray.SamplingRule(
        "requests",
        fixed_rate=rate,
        reservoir_size=reservoir,
        url_path=path,
        host="*",
        http_method="*",
        priority=1000,
        resource_arn="*",
        service_name="*",
        service_type="*",
        version=1,
        opts=opts,
    )


def good_one_percent() -> None:
    """Eleven traces a second are 142 USD a month."""
    _rule(0.01)


def good_never() -> None:
    """Health checks leave no traces."""
    _rule(0, "/health", 0)


def bad_five_percent() -> None:
    """Sampling rule `requests` records traces for 660 USD a month, more than 200."""
    _rule(0.05)


def bad_reservoir_in_a_component() -> None:
    """Sampling rule `requests` records traces for 1296 USD a month, more than 200."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Tracing", "tracing"))
    _rule(0, reservoir=100, opts=inside)


def unknown_part_of_the_requests() -> None:
    """How many requests it matches"""
    _rule(0.5, "/orders/*")


def unknown_undeclared_traffic() -> None:
    """The traffic: declare originRequestsPerSecond in SETTINGS.traffic of the policy configuration"""
    _rule(0.05)

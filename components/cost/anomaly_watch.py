"""Tells when something suddenly costs what it never did: a loop, a leak, a setting, a stranger.

AWS learns what each service usually costs and compares every day. It owns the monitor and the subscription, not the
topic. It sees a day late, and nothing in its first ten days, while it has nothing to compare with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class CostTag:
    """A cost allocation tag, activated in the billing console, and the values that count."""

    # Name of the tag.
    key: str
    # Its values.
    values: Sequence[str]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError(f"the tag {self.key} has no values: say which of them count")


@dataclass(frozen=True, kw_only=True)
class AnomalyWatchArgs:
    """Arguments of AnomalyWatch."""

    # Physical name of the monitor and the subscription.
    watch_name: str
    # USD that an anomaly must have cost beyond what was expected.
    minimum_usd: float
    # Topic that is told at once; ``Publisher.COST_ANOMALIES`` must be allowed to publish to it.
    topic_arn: pulumi.Input[str] | None = None
    # Addresses that get a daily e-mail; AWS sends e-mails no sooner.
    email_addresses: Sequence[str] = ()
    # Tag of what is watched. Without it, each AWS service of the account; an account can have one such monitor only.
    tag: CostTag | None = None

    def __post_init__(self) -> None:
        if self.minimum_usd <= 0:
            raise ValueError(f"minimum_usd is {self.minimum_usd}: make it above 0, or every cent is told")
        if (self.topic_arn is None) == (not self.email_addresses):
            raise ValueError(
                "give either topic_arn or email_addresses: topics are told at once, addresses once a day, and a"
                " subscription does one of the two"
            )


class AnomalyWatch(pulumi.ComponentResource):
    """A cost anomaly monitor and its subscription.

    *Creates*: both, in the account, for all regions.

    *Outputs*: ``monitor_arn``.

    *Cost*: none.

    *Rules that watch it*: none.
    """

    monitor_arn: pulumi.Output[str]

    def __init__(self, name: str, args: AnomalyWatchArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:AnomalyWatch", name, {}, opts)
        self._name = name
        self._args = args
        monitor = self._monitor()
        self._subscription(monitor)
        self.monitor_arn = monitor.arn
        self.register_outputs({"monitor_arn": self.monitor_arn})

    def _monitor(self) -> aws.costexplorer.AnomalyMonitor:
        args, tag = self._args, self._args.tag
        return aws.costexplorer.AnomalyMonitor(
            f"{self._name}-monitor",
            name=args.watch_name,
            monitor_type="CUSTOM" if tag else "DIMENSIONAL",
            monitor_dimension=None if tag else "SERVICE",
            monitor_specification=_specification(tag) if tag else None,
            tags={"Name": args.watch_name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _subscription(self, monitor: aws.costexplorer.AnomalyMonitor) -> None:
        args, topic = self._args, self._args.topic_arn
        addresses = [("SNS", topic)] if topic is not None else [("EMAIL", address) for address in args.email_addresses]
        large_enough = aws.costexplorer.AnomalySubscriptionThresholdExpressionDimensionArgs(
            key="ANOMALY_TOTAL_IMPACT_ABSOLUTE",
            match_options=["GREATER_THAN_OR_EQUAL"],
            values=[f"{args.minimum_usd:g}"],
        )
        aws.costexplorer.AnomalySubscription(
            f"{self._name}-subscription",
            name=args.watch_name,
            frequency="IMMEDIATE" if topic is not None else "DAILY",
            monitor_arn_lists=[monitor.arn],
            subscribers=[
                aws.costexplorer.AnomalySubscriptionSubscriberArgs(type=kind, address=address)
                for kind, address in addresses
            ],
            threshold_expression=aws.costexplorer.AnomalySubscriptionThresholdExpressionArgs(dimension=large_enough),
            tags={"Name": args.watch_name},
            opts=pulumi.ResourceOptions(parent=self),
        )


def _specification(tag: CostTag) -> pulumi.Output[str]:
    """The monitor's scope as AWS hands it back, with every key; less would be a change at every refresh."""
    return pulumi.Output.json_dumps(
        {
            "And": None,
            "CostCategories": None,
            "Dimensions": None,
            "Not": None,
            "Or": None,
            "Tags": {"Key": tag.key, "MatchOptions": None, "Values": list(tag.values)},
        }
    )

"""What the stack may cost a month, and who hears when it costs more, or is about to.

A budget stops nothing: it tells. Forecast thresholds tell in the middle of the month what the end would bring; those on
what was spent tell when it is too late for that. It owns the budget, not the topic. Bills lag by a day, so a loop that
burns money within an hour shows in the alarms on traffic first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws

_MOST_NOTIFICATIONS = 5  # of a budget: AWS Budgets' quota
_MOST_ADDRESSES = 10  # of a notification: AWS Budgets' quota


@dataclass(frozen=True, kw_only=True)
class BudgetArgs:
    """Arguments of Budget."""

    # Physical name, the only one of it in the account.
    budget_name: str
    # USD a month.
    monthly_usd: float
    # Percent of it at which people hear that it has been spent: all, and more than all by a tenth (guess).
    spent_percents: Sequence[int] = (100, 110)
    # Percent of it at which people hear that the month will end there.
    forecast_percents: Sequence[int] = (100, 120)
    # Addresses that get an e-mail; they need not confirm.
    email_addresses: Sequence[str] = ()
    # Topic that is told, of this account; ``Publisher.BUDGETS`` must be allowed to publish to it.
    topic_arn: pulumi.Input[str] | None = None
    # Tags, by name, of what the budget is about; all of the account without any. They count only once they have been
    # activated as cost allocation tags in the billing console.
    tags: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.monthly_usd <= 0:
            raise ValueError(f"monthly_usd is {self.monthly_usd}: make it above 0")
        thresholds = [*self.spent_percents, *self.forecast_percents]
        if not 1 <= len(thresholds) <= _MOST_NOTIFICATIONS:
            raise ValueError(
                f"a budget has 1 to {_MOST_NOTIFICATIONS} thresholds, this one {len(thresholds)}: change"
                " spent_percents and forecast_percents"
            )
        if any(percent <= 0 for percent in thresholds):
            raise ValueError("spent_percents and forecast_percents must be above 0")
        if not self.email_addresses and self.topic_arn is None:
            raise ValueError("nobody would hear of the budget: give email_addresses or topic_arn")
        if len(self.email_addresses) > _MOST_ADDRESSES:
            raise ValueError(f"a notification goes to {_MOST_ADDRESSES} addresses at most: use a topic")


class Budget(pulumi.ComponentResource):
    """A monthly cost budget with thresholds.

    *Creates*: the budget, in the account, for all regions.

    *Outputs*: ``budget_name``.

    *Cost*: none; budgets that only tell are free.

    *Rules that watch it*: none.
    """

    budget_name: pulumi.Output[str]

    def __init__(self, name: str, args: BudgetArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Budget", name, {}, opts)
        self._args = args
        budget = aws.budgets.Budget(
            f"{name}-budget",
            name=args.budget_name,
            budget_type="COST",
            time_unit="MONTHLY",
            limit_amount=f"{args.monthly_usd:.2f}",
            limit_unit="USD",
            cost_filters=self._filters(),
            notifications=[
                *(self._notification("ACTUAL", percent) for percent in args.spent_percents),
                *(self._notification("FORECASTED", percent) for percent in args.forecast_percents),
            ],
            tags={"Name": args.budget_name},
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.budget_name = budget.name
        self.register_outputs({"budget_name": self.budget_name})

    def _filters(self) -> list[aws.budgets.BudgetCostFilterArgs] | None:
        values = [f"user:{tag}${self._args.tags[tag]}" for tag in sorted(self._args.tags)]
        return [aws.budgets.BudgetCostFilterArgs(name="TagKeyValue", values=list(values))] if values else None

    def _notification(self, kind: str, percent: int) -> aws.budgets.BudgetNotificationArgs:
        topic = self._args.topic_arn
        return aws.budgets.BudgetNotificationArgs(
            notification_type=kind,
            comparison_operator="GREATER_THAN",
            threshold=percent,
            threshold_type="PERCENTAGE",
            subscriber_email_addresses=list(self._args.email_addresses) or None,
            subscriber_sns_topic_arns=[topic] if topic is not None else None,
        )

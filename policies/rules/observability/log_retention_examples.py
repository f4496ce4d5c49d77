"""Programs that keep and break TELEMETRY-006. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_month() -> None:
    """Logs are kept for a month."""
    aws.cloudwatch.LogGroup("api", retention_in_days=30)


def good_delivery() -> None:
    """A log group of this class keeps nothing for longer than two days."""
    aws.cloudwatch.LogGroup("api", log_group_class="DELIVERY")


def bad_default() -> None:
    """Log group `api` keeps its logs for ever (no retentionInDays)."""
    aws.cloudwatch.LogGroup("api")


def bad_zero_in_a_component() -> None:
    """Log group `api` keeps its logs for ever (no retentionInDays)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    aws.cloudwatch.LogGroup("api", retention_in_days=0, opts=inside)

"""Programs that keep and break STORAGE-006. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws


def _table(**settings: Any) -> None:
    key = [aws.dynamodb.TableAttributeArgs(name="id", type="S")]
    aws.dynamodb.Table("orders", attributes=key, hash_key="id", billing_mode="PAY_PER_REQUEST", **settings)


def good_on() -> None:
    """It can be restored."""
    _table(point_in_time_recovery={"enabled": True}, deletion_protection_enabled=True)


def good_disposable() -> None:
    """Nobody would miss it."""
    _table(tags={"FLOODGATE_DISPOSABLE": "true"})


def bad_default() -> None:
    """Table `orders` cannot be restored: point-in-time recovery is off."""
    _table()


def bad_off_in_a_component() -> None:
    """Table `orders` cannot be restored: point-in-time recovery is off."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Orders", "orders"))
    _table(point_in_time_recovery={"enabled": False}, opts=inside)

"""Programs that keep and break SECURITY-011. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_default() -> None:
    """Both wait for 30 days."""
    aws.kms.Key("shop", enable_key_rotation=True)
    aws.secretsmanager.Secret("token")


def good_week() -> None:
    """A week is the shortest window of a key."""
    aws.kms.Key("shop", enable_key_rotation=True, deletion_window_in_days=7)


def bad_secret() -> None:
    """Secret `token` is gone for good at once when it is deleted, not after 7 days or more."""
    aws.secretsmanager.Secret("token", recovery_window_in_days=0)


def bad_secret_in_a_component() -> None:
    """Secret `token` is gone for good at once when it is deleted, not after 7 days or more."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    aws.secretsmanager.Secret("token", recovery_window_in_days=0, opts=inside)

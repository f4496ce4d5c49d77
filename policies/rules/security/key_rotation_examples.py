"""Programs that keep and break SECURITY-010. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_rotating() -> None:
    """KMS changes the material each year."""
    aws.kms.Key("shop", enable_key_rotation=True)


def good_signing() -> None:
    """KMS rotates no key for signatures."""
    aws.kms.Key("sign", customer_master_key_spec="ECC_NIST_P256", key_usage="SIGN_VERIFY")


def bad_default() -> None:
    """Key `shop` keeps its key material for ever (no enableKeyRotation)."""
    aws.kms.Key("shop")


def bad_off_in_a_component() -> None:
    """Key `shop` keeps its key material for ever (no enableKeyRotation)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Keys", "keys"))
    aws.kms.Key("shop", enable_key_rotation=False, opts=inside)

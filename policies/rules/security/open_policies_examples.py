"""Programs that keep and break SECURITY-009. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.security import common_examples as common

READ = {**common.allow("secretsmanager:GetSecretValue"), "Principal": "*"}
DECRYPT = {**common.allow("kms:Decrypt"), "Principal": {"AWS": "*"}}


def good_owner() -> None:
    """The key belongs to its account."""
    common.key("shop")


def good_through_a_service() -> None:
    """Everybody of one account."""
    ours = {"StringEquals": {"kms:CallerAccount": "123456789012", "kms:ViaService": "sqs.us-east-1.amazonaws.com"}}
    common.key("shop", {**DECRYPT, "Condition": ours})


def bad_key() -> None:
    """Key `shop` lets everybody in: its policy names * without a condition that says who."""
    common.key("shop", DECRYPT)


def bad_separate_key_policy() -> None:
    """Key policy `shop` lets everybody in: its policy names * without a condition that says who."""
    aws.kms.KeyPolicy("shop", key_id=common.key("shop").id, policy=common.document(common.OWNER, DECRYPT))


def bad_secret_in_a_component() -> None:
    """Secret `token` lets everybody in: its policy names * without a condition that says who."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    aws.secretsmanager.Secret("token", policy=common.document(READ), opts=inside)


def bad_separate_secret_policy() -> None:
    """Secret policy `token` lets everybody in: its policy names * without a condition that says who."""
    secret = aws.secretsmanager.Secret("token")
    aws.secretsmanager.SecretPolicy("token", secret_arn=secret.arn, policy=common.document(READ))

"""Programs that keep and break SECURITY-012. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_secure() -> None:
    """It is encrypted."""
    aws.ssm.Parameter("password", name="/shop/db-password", type="SecureString", value="x")


def good_pointer() -> None:
    """Where the secret is, is no secret."""
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf"
    aws.ssm.Parameter("token", name="/shop/token", type="String", value=arn)


def good_about_a_secret() -> None:
    """The name of a header."""
    aws.ssm.Parameter("header", name="/shop/origin-token-header", type="String", value="x-origin-token")


def bad_password() -> None:
    """Parameter `password` has the name of a secret, but it is kept in plain text."""
    aws.ssm.Parameter("password", name="/shop/db-password", type="String", value="x")


def bad_list_in_a_component() -> None:
    """Parameter `keys` has the name of a secret, but it is kept in plain text."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    aws.ssm.Parameter("keys", name="/shop/ApiKeys", type="StringList", value="x,y", opts=inside)

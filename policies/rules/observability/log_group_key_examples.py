"""Programs that keep and break TELEMETRY-015, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.security import common_examples as common

USE = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]


def _group(key: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    aws.cloudwatch.LogGroup("api", name="/ecs/api", retention_in_days=30, kms_key_id=key, opts=opts)


def good_service_of_the_region() -> None:
    """The key's policy names CloudWatch Logs of the region."""
    _group(common.key("logs", common.for_service("logs.us-east-1.amazonaws.com", USE)).arn)


def good_without_key() -> None:
    """Logs are encrypted by CloudWatch Logs itself."""
    aws.cloudwatch.LogGroup("api", name="/ecs/api", retention_in_days=30)


def bad_owner_only() -> None:
    """The key of log group `api` does not let CloudWatch Logs use it; AWS refuses that."""
    _group(common.key("logs").arn)


def bad_other_region_in_a_component() -> None:
    """The key of log group `api` does not let CloudWatch Logs use it; AWS refuses that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Logs", "logs"))
    _group(common.key("logs", common.for_service("logs.eu-west-1.amazonaws.com", USE), opts=inside).arn, inside)


def bad_separate_key_policy() -> None:
    """The key of log group `api` does not let CloudWatch Logs use it; AWS refuses that."""
    key = aws.kms.Key("logs", enable_key_rotation=True)
    read = common.for_service("logs.us-east-1.amazonaws.com", "kms:Decrypt")
    aws.kms.KeyPolicy("logs", key_id=key.key_id, policy=common.document(common.OWNER, read))
    _group(key.arn)


def unknown_key_of_another_stack() -> None:
    """Whether its key lets CloudWatch Logs use it"""
    _group("arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555")

"""Programs that keep and break QUEUE-026. The text of a bad one is what it is told."""

from typing import Any

import pulumi_aws as aws


def _permission(principal: str, **more: Any) -> None:
    aws.lambda_.Permission("calls", action="lambda:InvokeFunction", function="handler", principal=principal, **more)


def good_bucket() -> None:
    """One bucket's notifications; its account, as its ARN does not name it."""
    _permission("s3.amazonaws.com", source_arn="arn:aws:s3:::uploads", source_account="123456789012")


def good_topic_of_the_same_program() -> None:
    """A topic whose ARN is unknown until it is there."""
    topic = aws.sns.Topic("events", kms_master_key_id="alias/aws/sns")
    _permission("sns.amazonaws.com", source_arn=topic.arn)


def good_account() -> None:
    """One other account."""
    _permission("210987654321")


def good_organisation() -> None:
    """Everybody of one's own organisation."""
    _permission("*", principal_org_id="o-1234567890")


def bad_service() -> None:
    """Function permission `calls` lets an AWS service call the function on behalf of any account."""
    _permission("s3.amazonaws.com")


def bad_everybody() -> None:
    """Function permission `calls` lets everybody call the function."""
    _permission("*")

"""Programs that keep and break QUEUE-020. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_own_key() -> None:
    """A key of the same program, unknown until it is there."""
    key = aws.kms.Key("events", enable_key_rotation=True)
    aws.sns.Topic("events", kms_master_key_id=key.arn)


def good_key_of_sns() -> None:
    """Enough where only one's own code publishes."""
    aws.sns.Topic("events", kms_master_key_id="alias/aws/sns")


def bad_without_key() -> None:
    """Topic `events` leaves what it stores to the encryption of AWS's disks: it has no KMS key."""
    aws.sns.Topic("events")

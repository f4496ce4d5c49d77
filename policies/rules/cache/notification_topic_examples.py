"""Programs that keep and break CACHE-011, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _group(topic: pulumi.Input[str], region: str | None = None) -> None:
    aws.elasticache.ReplicationGroup("main", description="main", notification_topic_arn=topic, region=region)


def good_plain() -> None:
    """A topic without a key."""
    _group(aws.sns.Topic("cache").arn)


def good_none() -> None:
    """Nothing is notified."""
    aws.elasticache.ReplicationGroup("main", description="main")


def bad_encrypted() -> None:
    """Replication group `main` cannot notify topic `cache`, which is encrypted (kmsMasterKeyId)."""
    _group(aws.sns.Topic("cache", kms_master_key_id="alias/aws/sns").arn)


def bad_key_of_the_stack_by_literal_arn() -> None:
    """Replication group `main` cannot notify topic `cache`, which is encrypted (kmsMasterKeyId)."""
    aws.sns.Topic("cache", name="cache", kms_master_key_id=aws.kms.Key("topics").id)
    _group("arn:aws:sns:us-east-1:123456789012:cache")


def bad_other_region() -> None:
    """Replication group `main` cannot notify topic `cache`, which is in another region."""
    _group(aws.sns.Topic("cache", region="eu-west-1").arn, region="us-east-1")


def bad_single_node_inside_component() -> None:
    """Cache cluster `main` cannot notify topic `cache`, which is encrypted (kmsMasterKeyId)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Alarms", "alarms"))
    topic = aws.sns.Topic("cache", kms_master_key_id="alias/aws/sns", opts=inside)
    aws.elasticache.Cluster("main", engine="redis", notification_topic_arn=topic.arn)


def unknown_outside() -> None:
    """Whether its topic, which is outside the stack, is encrypted"""
    _group("arn:aws:sns:us-east-1:123456789012:topic-of-another-stack")

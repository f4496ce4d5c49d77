"""Programs that keep and break CACHE-003, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

TOKEN = "correct-horse-battery-staple"  # noqa: S105 - for the examples


def good_token() -> None:
    """Token and TLS."""
    aws.elasticache.ReplicationGroup("main", description="main", auth_token=TOKEN, transit_encryption_enabled=True)


def good_open() -> None:
    """No login, no TLS: other rules' business."""
    aws.elasticache.ReplicationGroup("main", description="main")


def bad_token() -> None:
    """Clients of replication group `main` log in, but it does not encrypt their traffic (transitEncryptionEnabled); AWS
    refuses that."""
    aws.elasticache.ReplicationGroup("main", description="main", auth_token=TOKEN)


def bad_write_only_token() -> None:
    """Clients of replication group `main` log in, but it does not encrypt their traffic (transitEncryptionEnabled); AWS
    refuses that."""
    token = aws.secretsmanager.SecretVersion("token", secret_id="token", secret_string=TOKEN)  # noqa: S106 - example
    aws.elasticache.ReplicationGroup(
        "main",
        description="main",
        auth_token_wo=token.secret_string.apply(str),
        auth_token_wo_version=1,
        transit_encryption_enabled=False,
    )


def bad_users() -> None:
    """Clients of replication group `main` log in, but it does not encrypt their traffic (transitEncryptionEnabled); AWS
    refuses that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    aws.elasticache.ReplicationGroup("main", description="main", user_group_ids=["app"], opts=inside)

"""Programs that keep and break CACHE-005, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _users() -> pulumi.Output[str]:
    return aws.elasticache.UserGroup("app", engine="valkey", user_group_id="app", user_ids=["default"]).user_group_id


def good_token() -> None:
    """A token from a secret."""
    token = aws.secretsmanager.get_secret_version_output(secret_id="token").secret_string  # noqa: S106 - its name
    aws.elasticache.ReplicationGroup("main", description="main", auth_token=token, transit_encryption_enabled=True)


def good_users() -> None:
    """Users with rights of their own."""
    aws.elasticache.ReplicationGroup(
        "main", description="main", user_group_ids=[_users()], transit_encryption_enabled=True
    )


def good_serverless() -> None:
    """The same for a serverless cache."""
    aws.elasticache.ServerlessCache("main", engine="valkey", user_group_id=_users())


def good_memcached() -> None:
    """Memcached has no users."""
    aws.elasticache.ServerlessCache("main", engine="memcached")


def bad_open() -> None:
    """Replication group `main` lets in everyone who reaches its port (authToken, userGroupIds)."""
    aws.elasticache.ReplicationGroup("main", description="main", transit_encryption_enabled=True)


def bad_no_users() -> None:
    """Replication group `main` lets in everyone who reaches its port (authToken, userGroupIds)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    aws.elasticache.ReplicationGroup("main", description="main", user_group_ids=[], opts=inside)


def bad_serverless() -> None:
    """Serverless cache `main` lets in everyone who reaches its port (userGroupId)."""
    aws.elasticache.ServerlessCache("main", engine="valkey")

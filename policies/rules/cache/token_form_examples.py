"""Programs that keep and break CACHE-004, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _group(token: pulumi.Input[str]) -> None:
    aws.elasticache.ReplicationGroup("main", description="main", auth_token=token, transit_encryption_enabled=True)


def good_letters() -> None:
    """Letters and hyphens."""
    _group("correct-horse-battery-staple")


def good_without_token() -> None:
    """Nothing to take."""
    aws.elasticache.ReplicationGroup("main", description="main")


def bad_symbol() -> None:
    """The token of replication group `main` is none that AWS takes: 16 to 128 letters, digits and ! & # $ ^ < > -."""
    _group("correct/horse@battery staple")


def bad_short() -> None:
    """The token of replication group `main` is none that AWS takes: 16 to 128 letters, digits and ! & # $ ^ < > -."""
    _group(pulumi.Output.secret("horse"))


def bad_write_only() -> None:
    """The token of replication group `main` is none that AWS takes: 16 to 128 letters, digits and ! & # $ ^ < > -."""
    token = pulumi.Output.secret("short")
    aws.elasticache.ReplicationGroup(
        "main",
        description="main",
        auth_token_wo=token,
        auth_token_wo_version=1,
        transit_encryption_enabled=True,
    )

"""Programs that keep and break STORAGE-012, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws


def _rules(bucket: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None, **rule: Any) -> None:
    rules: list[Any] = [{"id": "all", "status": "Enabled", "filter": {"prefix": ""}, **rule}]
    aws.s3.BucketLifecycleConfiguration("logs", bucket=bucket, rules=rules, opts=opts)


def _logged(target: pulumi.Input[str]) -> None:
    aws.s3.BucketLogging("assets", bucket="shop-assets", target_bucket=target, target_prefix="assets/")


def good_separate() -> None:
    """They go after three months."""
    logs = aws.s3.Bucket("logs")
    _rules(logs.id, expiration={"days": 90})
    _logged(logs.id)


def good_inline() -> None:
    """The same in the bucket itself."""
    rules: list[Any] = [{"enabled": True, "expiration": {"days": 90}}]
    _logged(aws.s3.Bucket("logs", lifecycle_rules=rules).id)


def bad_without() -> None:
    """Bucket `logs` takes logs and keeps them for ever."""
    _logged(aws.s3.Bucket("logs").id)


def bad_markers_only_by_name() -> None:
    """Bucket `logs` takes logs and keeps them for ever."""
    aws.s3.Bucket("logs", bucket="shop-logs")
    _rules("shop-logs", expiration={"expired_object_delete_marker": True})
    _logged("shop-logs")


def bad_logged_inline_in_a_component() -> None:
    """Bucket `logs` takes logs and keeps them for ever."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Logs", "logs"))
    logs = aws.s3.BucketV2("logs", bucket="shop-logs", opts=inside)
    _rules(logs.bucket, inside, expiration={"days": 90}, status="Disabled")
    aws.s3.Bucket("assets", bucket="shop-assets", logging={"target_bucket": logs.id})

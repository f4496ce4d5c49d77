"""Programs that keep and break STORAGE-009, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

KMS = "aws:kms"


def _encrypt(bucket: pulumi.Input[str], algorithm: str, opts: pulumi.ResourceOptions | None = None) -> None:
    by_default: Any = {"sse_algorithm": algorithm}
    rules: list[Any] = [{"apply_server_side_encryption_by_default": by_default}]
    aws.s3.BucketServerSideEncryptionConfiguration("logs", bucket=bucket, rules=rules, opts=opts)


def _balancer(kind: str = "application", **logs: pulumi.Input[str]) -> None:
    settings: dict[str, Any] = {name: {"bucket": bucket, "enabled": True} for name, bucket in logs.items()}
    aws.lb.LoadBalancer("web", load_balancer_type=kind, subnets=["subnet-a", "subnet-b"], **settings)


def _allow(bucket: aws.s3.Bucket | aws.s3.BucketV2) -> None:
    statement: Any = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::shop-logs/*"}
    statement["Principal"] = {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}
    aws.s3.BucketPolicy("logs", bucket=bucket.id, policy=pulumi.Output.json_dumps({"Statement": [statement]}))


def good_keys_of_s3() -> None:
    """Logs arrive."""
    bucket = aws.s3.Bucket("logs", bucket="shop-logs")
    _allow(bucket)
    _encrypt(bucket.id, "AES256")
    _balancer(access_logs=bucket.id)


def good_network_load_balancer() -> None:
    """These take a key of KMS."""
    bucket = aws.s3.Bucket("logs", bucket="shop-logs")
    _allow(bucket)
    _encrypt(bucket.id, KMS)
    _balancer("network", access_logs=bucket.id)


def bad_kms() -> None:
    """Bucket `logs` takes logs of an application load balancer and is encrypted with a KMS key."""
    bucket = aws.s3.Bucket("logs", bucket="shop-logs")
    _encrypt(bucket.id, KMS)
    _balancer(access_logs=bucket.bucket)


def bad_connection_logs_by_name_in_a_component() -> None:
    """Bucket `logs` takes logs of an application load balancer and is encrypted with a KMS key."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Logs", "logs"))
    aws.s3.BucketV2("logs", bucket="shop-logs", opts=inside)
    _encrypt("shop-logs", KMS, inside)
    _balancer(connection_logs="shop-logs")


def bad_inline() -> None:
    """Bucket `logs` takes logs of an application load balancer and is encrypted with a KMS key."""
    rule: Any = {"apply_server_side_encryption_by_default": {"sse_algorithm": KMS}}
    bucket = aws.s3.Bucket("logs", bucket="shop-logs", server_side_encryption_configuration={"rule": rule})
    _balancer(access_logs=bucket.id)

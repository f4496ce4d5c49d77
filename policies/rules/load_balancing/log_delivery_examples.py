"""Programs that keep and break BALANCER-010, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

SUBNETS = ["subnet-1", "subnet-2"]
ALLOWED = {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}


def _policy(principal: object, bucket: str = "shop-logs") -> str:
    put = {"Effect": "Allow", "Principal": principal, "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [put]})


def _balancer(bucket: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    logs = aws.lb.LoadBalancerAccessLogsArgs(enabled=True, bucket=bucket)
    aws.lb.LoadBalancer("web", subnets=SUBNETS, access_logs=logs, opts=opts)


def good_service() -> None:
    """The policy names the service that delivers logs."""
    bucket = aws.s3.Bucket("logs", bucket="shop-logs")
    aws.s3.BucketPolicy("logs", bucket=bucket.id, policy=_policy(ALLOWED))
    _balancer(bucket.id)


def good_account_of_the_region() -> None:
    """In older regions an account of AWS delivers logs."""
    bucket = aws.s3.Bucket("logs", bucket="shop-logs")
    policy = _policy({"AWS": ["arn:aws:iam::127311923021:root"]})
    aws.s3.BucketPolicy("logs", bucket=bucket.bucket, policy=policy)
    _balancer(bucket.bucket)


def good_without_logs() -> None:
    """Nothing is delivered."""
    aws.s3.Bucket("logs", bucket="shop-logs")
    aws.lb.LoadBalancer("web", subnets=SUBNETS)


def bad_without_policy() -> None:
    """Load balancer `web` writes access logs to bucket `logs`, whose policy does not let it."""
    _balancer(aws.s3.Bucket("logs").id)


def bad_policy_for_others_by_name() -> None:
    """Load balancer `web` writes access logs to bucket `logs`, whose policy does not let it."""
    aws.s3.Bucket("logs", bucket="shop-logs")
    aws.s3.BucketPolicy("logs", bucket="shop-logs", policy=_policy({"Service": "cloudtrail.amazonaws.com"}))
    _balancer("shop-logs")


def bad_region() -> None:
    """Load balancer `web` writes access logs to bucket `logs`, which lies in another region."""
    bucket = aws.s3.Bucket("logs", bucket="shop-logs", region="eu-west-1")
    aws.s3.BucketPolicy("logs", bucket=bucket.id, policy=_policy(ALLOWED))
    _balancer(bucket.id)


def bad_inside_component() -> None:
    """Load balancer `web` writes access logs to bucket `logs`, whose policy does not let it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    bucket = aws.s3.Bucket("logs", opts=inside)
    policy = bucket.bucket.apply(lambda name: _policy({"AWS": "arn:aws:iam::123456789012:root"}, name))
    aws.s3.BucketPolicy("logs", bucket=bucket.id, policy=policy, opts=inside)
    _balancer(bucket.id, inside)


def unknown_bucket_of_another_stack() -> None:
    """The bucket of its access logs, and who may write to it"""
    _balancer("logs-of-another-stack")

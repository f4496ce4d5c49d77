"""A locked-down bucket for the access logs of a region.

Each service that delivers logs gets one statement of the bucket's only policy: its own principal, its own prefix, on
behalf of this account's resources only. Nothing else may write, nobody may read without TLS, nothing is public, and
what an attacker overwrites or deletes stays as an older version for a while. Logs expire by themselves. The bucket
does not know what the logs say; queries and alarms on them belong to observability. It survives the loss of a zone, as
S3 does.
"""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import pulumi

from components.iam import Statement
from components.naming import Location
from components.storage.locked_bucket import LockedBucket, LockedBucketSpec, check_bucket, lifecycle_rule

_PREFIX = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_CLOUDFRONT_REGION = "us-east-1"  # where a distribution's log deliveries are made, wherever the bucket is


class LogSource(Enum):
    """A service that delivers logs to a bucket."""

    # Access logs of application load balancers.
    LOAD_BALANCER = "load_balancer"
    # Access logs of a distribution, by CloudFront's standard logging v2.
    CLOUDFRONT = "cloudfront"


@dataclass(frozen=True, kw_only=True)
class LogDelivery:
    """One service that may write under one prefix."""

    # Who writes.
    source: LogSource
    # Where, without slashes around it; the writer must be configured with the same one.
    prefix: str

    def __post_init__(self) -> None:
        if not _PREFIX.fullmatch(self.prefix) or "AWSLogs" in self.prefix:
            raise ValueError(
                f"the log prefix {self.prefix!r} cannot be used: write words of letters, digits, _ and - with a slash"
                " between them, without AWSLogs, which AWS adds itself"
            )


@dataclass(frozen=True, kw_only=True)
class LogBucketArgs:
    """Arguments of LogBucket."""

    # Where the bucket is: load balancers write to buckets of their own region only.
    location: Location
    # Physical name, unique in the world; rules and ARNs read it before the bucket exists.
    bucket_name: str
    # Who may write what. A bucket has a single policy, so all of them are told here.
    deliveries: Sequence[LogDelivery]
    # How long logs are kept, in days. 90 covers a quarter's questions (guess).
    retention_days: int = 90
    # How long overwritten or deleted logs can still be restored, in days. 30: a month to notice a break-in (guess).
    noncurrent_retention_days: int = 30
    # Whether Pulumi refuses to delete the bucket.
    deletion_protection: bool = True
    # Whether deleting the bucket deletes the logs in it; for stacks that come and go.
    force_destroy: bool = False

    def __post_init__(self) -> None:
        if self.retention_days < 1 or self.noncurrent_retention_days < 1:
            raise ValueError(
                "logs must be kept for at least one day: raise retention_days and noncurrent_retention_days"
            )
        check_bucket(
            self.bucket_name,
            deletion_protection=self.deletion_protection,
            force_destroy=self.force_destroy,
            content="logs",
        )
        if len({delivery.prefix for delivery in self.deliveries}) != len(self.deliveries):
            raise ValueError("two deliveries share a prefix: give each service one of its own")


class LogBucket(pulumi.ComponentResource):
    """A bucket that only the named services may write logs to.

    *Creates*: bucket; ownership without ACLs; public access block; SSE-S3 encryption (load balancers cannot write to a
    bucket with a KMS key); versioning; lifecycle; policy.

    *Outputs*: ``bucket_name`` (waits for the policy: who is configured with it may write at once), ``bucket_arn``.

    *Cost* (2026-11, us-east-1): 0.023 USD/GB-month and 0.005 USD per 1,000 writes. 1,000 requests/s make about 0.4 MB/s
    of access log, 0.1 MB/s compressed (guess) = 260 GB/month, so 18 USD/month once 90 days are kept.

    *Rules that watch it*: buckets are private, encrypted, TLS-only and versioned; a load balancer's log bucket is in
    its region and lets it write under its prefix.
    """

    bucket_name: pulumi.Output[str]
    bucket_arn: pulumi.Output[str]

    def __init__(self, name: str, args: LogBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:LogBucket", name, {}, opts)
        locked = LockedBucket(
            name,
            LockedBucketSpec(
                location=args.location,
                bucket_name=args.bucket_name,
                deletion_protection=args.deletion_protection,
                force_destroy=args.force_destroy,
            ),
            self,
        )
        locked.expire(
            lifecycle_rule(
                "expire-logs",
                expire_after_days=args.retention_days,
                noncurrent_retention_days=args.noncurrent_retention_days,
            )
        )
        policy = locked.permit(*(STATEMENTS[d.source](locked.arn, d, args.location) for d in args.deliveries))
        self.bucket_name = policy.bucket
        self.bucket_arn = locked.arn
        self.register_outputs({"bucket_name": self.bucket_name, "bucket_arn": self.bucket_arn})


def _load_balancer_logs(bucket_arn: pulumi.Output[str], delivery: LogDelivery, location: Location) -> Statement:
    """AWS's policy for access logs of application load balancers.

    The path holds the account, so other accounts' load balancers cannot write here. There is no condition on the
    source: AWS's page has none, reports differ on what this service sends, and a condition on a key that is not sent
    refuses every log.
    """
    return {
        "Effect": "Allow",
        "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": pulumi.Output.concat(bucket_arn, f"/{delivery.prefix}/AWSLogs/{location.account_id}/*"),
    }


def _cloudfront_logs(bucket_arn: pulumi.Output[str], delivery: LogDelivery, location: Location) -> Statement:
    """AWS's policy for logs that CloudWatch Logs delivers (its V2 permissions), as CloudFront's standard logging v2.

    Source: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html. It sends the canned ACL
    although ACLs are off here; owner-enforced buckets accept exactly this one.
    """
    edge = dataclasses.replace(location, region=_CLOUDFRONT_REGION)
    return {
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": pulumi.Output.concat(bucket_arn, f"/{delivery.prefix}/AWSLogs/{location.account_id}/*"),
        "Condition": {
            "StringEquals": {
                "s3:x-amz-acl": "bucket-owner-full-control",
                "aws:SourceAccount": location.account_id,
            },
            "ArnLike": {"aws:SourceArn": edge.arn("logs", "delivery-source:*")},  # this account's sources, all of them
        },
    }


STATEMENTS = {LogSource.LOAD_BALANCER: _load_balancer_logs, LogSource.CLOUDFRONT: _cloudfront_logs}

"""A locked-down bucket for the access logs of a region.

Each service that delivers logs gets one statement of the bucket's only policy: its own principal, its own prefix, on
behalf of this account's resources only. Nothing else may write, nobody may read without TLS, nothing is public, and
what an attacker overwrites or deletes stays as an older version for a while. Logs expire by themselves. The bucket
does not know what the logs say; queries and alarms on them belong to observability. It survives the loss of a zone, as
S3 does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components.iam import Statement, document
from components.naming import Location

_BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
ABORT_UPLOADS_AFTER_DAYS = 7  # long after any delivery has ended or failed


class LogSource(Enum):
    """A service that delivers logs to a bucket."""

    # Access logs of application load balancers.
    LOAD_BALANCER = "load_balancer"


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
        if not _BUCKET_NAME.fullmatch(self.bucket_name):
            raise ValueError(
                f"the bucket name {self.bucket_name!r} cannot be used: write 3 to 63 of a to z, 0 to 9 and -"
            )
        if self.retention_days < 1 or self.noncurrent_retention_days < 1:
            raise ValueError(
                "logs must be kept for at least one day: raise retention_days and noncurrent_retention_days"
            )
        if self.deletion_protection and self.force_destroy:
            raise ValueError(
                "a protected bucket cannot be deleted with its logs: set deletion_protection or force_destroy"
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
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        self._bucket = self._make_bucket()
        self._arn = self._bucket.bucket.apply(lambda made: f"arn:{args.location.partition}:s3:::{made}")
        self._encrypt()
        self._expire()
        policy = self._restrict(after=[self._forbid_acls(), self._block_public_access()])
        self.bucket_name = policy.bucket
        self.bucket_arn = self._arn
        self.register_outputs({"bucket_name": self.bucket_name, "bucket_arn": self.bucket_arn})

    def _make_bucket(self) -> aws.s3.Bucket:
        return aws.s3.Bucket(
            f"{self._name}-bucket",
            bucket=self._args.bucket_name,
            force_destroy=self._args.force_destroy,
            tags={"Name": self._args.bucket_name},
            opts=pulumi.ResourceOptions(parent=self, protect=self._args.deletion_protection),
        )

    def _encrypt(self) -> None:
        by_s3 = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
            sse_algorithm="AES256"
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{self._name}-encryption",
            bucket=self._bucket.bucket,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(apply_server_side_encryption_by_default=by_s3)
            ],
            opts=self._child,
        )

    def _expire(self) -> None:
        versioning = aws.s3.BucketVersioning(
            f"{self._name}-versioning",
            bucket=self._bucket.bucket,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=self._child,
        )
        rule = aws.s3.BucketLifecycleConfigurationRuleArgs(
            id="expire-logs",
            status="Enabled",
            filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),  # all objects
            expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=self._args.retention_days),
            noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                noncurrent_days=self._args.noncurrent_retention_days
            ),
            abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                days_after_initiation=ABORT_UPLOADS_AFTER_DAYS
            ),
        )
        aws.s3.BucketLifecycleConfiguration(
            f"{self._name}-lifecycle",
            bucket=self._bucket.bucket,
            rules=[rule],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[versioning]),  # noncurrent versions need versioning
        )

    def _forbid_acls(self) -> pulumi.Resource:
        return aws.s3.BucketOwnershipControls(
            f"{self._name}-ownership",
            bucket=self._bucket.bucket,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=self._child,
        )

    def _block_public_access(self) -> pulumi.Resource:
        return aws.s3.BucketPublicAccessBlock(
            f"{self._name}-private",
            bucket=self._bucket.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._child,
        )

    def _restrict(self, after: Sequence[pulumi.Resource]) -> aws.s3.BucketPolicy:
        deliveries = [
            STATEMENTS[delivery.source](self._arn, delivery, self._args.location) for delivery in self._args.deliveries
        ]
        return aws.s3.BucketPolicy(
            f"{self._name}-policy",
            bucket=self._bucket.bucket,
            policy=document(_tls_only(self._arn), *deliveries),
            # S3 answers concurrent changes of one bucket with a conflict, and the policy is what others wait for
            opts=pulumi.ResourceOptions(parent=self, depends_on=list(after)),
        )


def _tls_only(bucket_arn: pulumi.Output[str]) -> Statement:
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [bucket_arn, pulumi.Output.concat(bucket_arn, "/*")],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _load_balancer_logs(bucket_arn: pulumi.Output[str], delivery: LogDelivery, location: Location) -> Statement:
    """AWS's policy for access logs of application load balancers.

    The path holds the account, so other accounts' load balancers cannot write here. There is no condition on the
    source: AWS's page has none, reports differ on what this service sends, and a condition on a key that is not
    sent refuses every log.
    """
    return {
        "Effect": "Allow",
        "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": pulumi.Output.concat(bucket_arn, f"/{delivery.prefix}/AWSLogs/{location.account_id}/*"),
    }


STATEMENTS = {LogSource.LOAD_BALANCER: _load_balancer_logs}

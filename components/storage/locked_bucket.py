"""The locked-down bucket that every bucket of ours is: private, encrypted, versioned, without ACLs, TLS only.

It makes the bucket and everything that shuts it, as children of the component that uses it; what may still be done with
the bucket, and how long objects live, its users say. What is overwritten or deleted stays as an older version for a
while, so neither an attacker nor a mistake can erase anything at once. It survives the loss of a zone, as S3 does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.iam import Statement, document
from components.naming import Location

ABORT_UPLOADS_AFTER_DAYS = 7  # long after any upload has ended or failed

_BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")


@dataclass(frozen=True, kw_only=True)
class LockedBucketSpec:
    """What differs from bucket to bucket."""

    # Where it is.
    location: Location
    # Physical name, unique in the world.
    bucket_name: str
    # Whether Pulumi refuses to delete the bucket.
    deletion_protection: bool
    # Whether deleting the bucket deletes what is in it.
    force_destroy: bool


def check_bucket(bucket_name: str, *, deletion_protection: bool, force_destroy: bool, content: str) -> None:
    """Refuse a bucket that cannot be.

    Raises:
        ValueError: the name is none, or the bucket is protected and its ``content`` is not.
    """
    if not _BUCKET_NAME.fullmatch(bucket_name):
        raise ValueError(f"the bucket name {bucket_name!r} cannot be used: write 3 to 63 of a to z, 0 to 9 and -")
    if deletion_protection and force_destroy:
        raise ValueError(
            f"a protected bucket cannot be deleted with its {content}: set deletion_protection or force_destroy"
        )


class LockedBucket:
    """The bucket and its locks, as children of the component ``parent``."""

    def __init__(self, name: str, spec: LockedBucketSpec, parent: pulumi.Resource) -> None:
        self._name = name
        self._child = pulumi.ResourceOptions(parent=parent)
        self._parent = parent
        self.bucket = aws.s3.Bucket(
            f"{name}-bucket",
            bucket=spec.bucket_name,
            force_destroy=spec.force_destroy,
            tags={"Name": spec.bucket_name},
            opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
        )
        self.name = self.bucket.bucket
        self.arn = self.name.apply(lambda made: f"arn:{spec.location.partition}:s3:::{made}")
        self._encrypt()
        self._versioning = self._version()
        self._locks = [self._forbid_acls(), self._block_public_access()]

    def expire(self, *rules: aws.s3.BucketLifecycleConfigurationRuleArgs) -> None:
        """How long objects and their older versions live. A bucket has one lifecycle: call it once."""
        aws.s3.BucketLifecycleConfiguration(
            f"{self._name}-lifecycle",
            bucket=self.name,
            rules=list(rules),
            # noncurrent versions need versioning
            opts=pulumi.ResourceOptions(parent=self._parent, depends_on=[self._versioning]),
        )

    def permit(self, *statements: Statement) -> aws.s3.BucketPolicy:
        """Allow what ``statements`` say, with TLS only. A bucket has one policy: call it once."""
        return aws.s3.BucketPolicy(
            f"{self._name}-policy",
            bucket=self.name,
            policy=document(_tls_only(self.arn), *statements),
            # S3 answers concurrent changes of one bucket with a conflict, and the policy is what others wait for
            opts=pulumi.ResourceOptions(parent=self._parent, depends_on=list(self._locks)),
        )

    def _encrypt(self) -> None:
        by_s3 = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
            sse_algorithm="AES256"
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{self._name}-encryption",
            bucket=self.name,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(apply_server_side_encryption_by_default=by_s3)
            ],
            opts=self._child,
        )

    def _version(self) -> pulumi.Resource:
        return aws.s3.BucketVersioning(
            f"{self._name}-versioning",
            bucket=self.name,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=self._child,
        )

    def _forbid_acls(self) -> pulumi.Resource:
        return aws.s3.BucketOwnershipControls(
            f"{self._name}-ownership",
            bucket=self.name,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=self._child,
        )

    def _block_public_access(self) -> pulumi.Resource:
        return aws.s3.BucketPublicAccessBlock(
            f"{self._name}-private",
            bucket=self.name,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._child,
        )


def lifecycle_rule(
    rule_id: str,
    *,
    noncurrent_retention_days: int,
    expire_after_days: int | None = None,
    transitions: Sequence[aws.s3.BucketLifecycleConfigurationRuleTransitionArgs] = (),
) -> aws.s3.BucketLifecycleConfigurationRuleArgs:
    """One rule for every object: when it goes, when its older versions go, and that broken uploads go."""
    expiration = (
        aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=expire_after_days) if expire_after_days else None
    )
    return aws.s3.BucketLifecycleConfigurationRuleArgs(
        id=rule_id,
        status="Enabled",
        filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),  # all objects
        expiration=expiration,
        transitions=list(transitions) or None,
        noncurrent_version_expiration=aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
            noncurrent_days=noncurrent_retention_days
        ),
        abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
            days_after_initiation=ABORT_UPLOADS_AFTER_DAYS
        ),
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

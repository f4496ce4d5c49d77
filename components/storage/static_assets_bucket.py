"""The bucket behind ``/static/*``: JavaScript, style sheets and images that the distribution fetches and caches.

A viewer never reaches it: CloudFront signs its requests (origin access control), and the bucket's policy lets the one
distribution read and nobody else. It owns the bucket, its locks and the tiers that its objects move through; it owns no
distribution and uploads nothing. No CORS: pages and assets have the same origin. What a bad release overwrites can be
brought back for as long as older versions are kept, and it survives the loss of a zone, as S3 does.
"""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.naming import Location
from components.storage.locked_bucket import LockedBucket, LockedBucketSpec, check_bucket, lifecycle_rule


@dataclass(frozen=True, kw_only=True)
class StaticAssetsBucketArgs:
    """Arguments of StaticAssetsBucket."""

    # Where the bucket is; the distribution fetches from there whatever it has not cached.
    location: Location
    # Physical name, unique in the world.
    bucket_name: str
    # How long overwritten or deleted assets can still be restored, in days: a month of releases to go back to (guess).
    noncurrent_retention_days: int = 30
    # Whether objects move to Intelligent-Tiering, which charges less for those that nobody has read for a month. The
    # distribution reads most of them once a year, so that is most.
    intelligent_tiering: bool = True
    # Whether Pulumi refuses to delete the bucket.
    deletion_protection: bool = True
    # Whether deleting the bucket deletes the assets in it; for stacks that come and go.
    force_destroy: bool = False

    def __post_init__(self) -> None:
        if self.noncurrent_retention_days < 1:
            raise ValueError("older versions must be kept for at least one day: raise noncurrent_retention_days")
        check_bucket(
            self.bucket_name,
            deletion_protection=self.deletion_protection,
            force_destroy=self.force_destroy,
            content="assets",
        )


class StaticAssetsBucket(pulumi.ComponentResource):
    """A private bucket that one distribution reads.

    Objects move to Intelligent-Tiering on their first day, all but those below 128 KB, which it would not watch. Its
    two archive tiers stay off: an archived object has to be restored before it can be read, so CloudFront would get an
    error for it.

    *Creates*: bucket; ownership without ACLs; public access block; SSE-S3 encryption; versioning; lifecycle. Its policy
    comes with ``allow_distribution``, to be called once.

    *Outputs*: ``bucket_name``, ``bucket_arn`` and ``regional_domain_name``, the origin's, all known at preview.

    *Cost* (2026-11, us-east-1): 0.023 USD a GB-month, 0.0025 per 1,000 objects that Intelligent-Tiering watches; reads
    by CloudFront are 0.0004 per 1,000 and their transfer is free. 10 GB are 0.23 a month.

    *Rules that watch it*: buckets are private, encrypted, TLS-only and versioned; the static path goes to S3 by origin
    access control, the policy names the distribution (EDGE-006, EDGE-029, EDGE-030).
    """

    bucket_name: pulumi.Output[str]
    bucket_arn: pulumi.Output[str]
    regional_domain_name: pulumi.Output[str]

    def __init__(self, name: str, args: StaticAssetsBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:StaticAssetsBucket", name, {}, opts)
        self._locked = self._lock(name, args)
        self._set_tiers(args)
        self.bucket_name = self._locked.name
        self.bucket_arn = self._locked.arn
        self.regional_domain_name = self.bucket_name.apply(
            lambda made: f"{made}.s3.{args.location.region}.{args.location.dns_suffix}"
        )
        self.register_outputs(
            {
                "bucket_name": self.bucket_name,
                "bucket_arn": self.bucket_arn,
                "regional_domain_name": self.regional_domain_name,
            }
        )

    def allow_distribution(self, distribution_arn: pulumi.Input[str]) -> aws.s3.BucketPolicy:
        """Let this distribution read every object. A bucket has one policy, so this is called once.

        It comes after the distribution, which comes after the bucket: until then CloudFront is refused, as is anybody.
        """
        return self._locked.permit(
            {
                "Sid": "DistributionReads",
                "Effect": "Allow",
                "Principal": {"Service": "cloudfront.amazonaws.com"},
                "Action": "s3:GetObject",
                "Resource": pulumi.Output.concat(self.bucket_arn, "/*"),  # whatever a page may refer to
                "Condition": {"StringEquals": {"aws:SourceArn": distribution_arn}},
            }
        )

    def _lock(self, name: str, args: StaticAssetsBucketArgs) -> LockedBucket:
        spec = LockedBucketSpec(
            location=args.location,
            bucket_name=args.bucket_name,
            deletion_protection=args.deletion_protection,
            force_destroy=args.force_destroy,
        )
        return LockedBucket(name, spec, self)

    def _set_tiers(self, args: StaticAssetsBucketArgs) -> None:
        tiering = aws.s3.BucketLifecycleConfigurationRuleTransitionArgs(days=0, storage_class="INTELLIGENT_TIERING")
        self._locked.expire(
            lifecycle_rule(
                "assets",
                noncurrent_retention_days=args.noncurrent_retention_days,
                transitions=[tiering] if args.intelligent_tiering else [],
            )
        )

"""Buckets, and the resources that hold some of their settings."""

import re
from typing import Final

from rules.logic import Truth, equals, some
from rules.resource import Resource, read, read_flag
from rules.stack import EACH, Holder, Stack
from rules.values import UNKNOWN

BUCKET: Final = "aws:s3/bucket:Bucket"
WEBSITE: Final = "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration"
VERSIONING: Final = "aws:s3/bucketVersioning:BucketVersioning"

# The last word of a name: build-cache, buildCache.
_CACHE: Final = re.compile(r"(^|[^A-Za-z]|[a-z](?=C))[Cc]ache$")

# Where the bucket is named to which a service writes logs.
_LOG_TARGETS: Final = (
    Holder("aws:lb/loadBalancer:LoadBalancer", ("accessLogs", "bucket")),
    Holder("aws:lb/loadBalancer:LoadBalancer", ("connectionLogs", "bucket")),
    Holder("aws:cloudfront/distribution:Distribution", ("loggingConfig", "bucket")),
    Holder(
        "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
        ("deliveryDestinationConfiguration", "destinationResourceArn"),
    ),
    Holder("aws:s3/bucketLogging:BucketLogging", ("targetBucket",)),
    Holder(BUCKET, ("logging", "targetBucket")),
    Holder(BUCKET, ("loggings", EACH, "targetBucket")),
    Holder("aws:ec2/flowLog:FlowLog", ("logDestination",)),
)


def settings_of(stack: Stack, bucket: Resource, token: str) -> tuple[tuple[Resource, ...], bool]:
    """The resources of a type that hold settings of a bucket, and whether there may be others."""
    found = stack.incoming(Holder(token, ("bucket",)), to=BUCKET)
    return found.to(bucket), bool(found.perhaps_to(bucket, nameless=stack.is_nameless(bucket)))


def holds_logs(stack: Stack, bucket: Resource) -> Truth:
    """Whether some service writes its logs there, each under a name of its own."""
    targets = stack.incoming(*_LOG_TARGETS, to=BUCKET)
    if targets.to(bucket):
        return True
    return UNKNOWN if targets.perhaps_to(bucket, nameless=stack.is_nameless(bucket)) else False


def is_cache(bucket: Resource) -> bool:
    """Whether its program calls it a cache, the contents of which can be made again."""
    return _CACHE.search(bucket.name) is not None


def keeps_versions(stack: Stack, bucket: Resource) -> Truth:
    """Whether it keeps older versions of its objects, by itself or by a resource beside it."""
    separate, others = settings_of(stack, bucket, VERSIONING)
    states = [equals(read(one, "versioningConfiguration", "status"), "Enabled") for one in separate]
    # `versionings` is the list of one item that buckets of version 6 have.
    own = [read_flag(bucket, "versioning", "enabled"), read_flag(bucket, "versionings", 0, "enabled")]
    return some([*own, *states, UNKNOWN if others else False])


def is_website(stack: Stack, bucket: Resource) -> Truth:
    """Whether its endpoint for websites is on, which answers plain HTTP and nothing else."""
    separate, others = settings_of(stack, bucket, WEBSITE)
    own = [read(bucket, "website"), read(bucket, "websites", 0)]  # the second is of buckets of version 6
    return some(
        [bool(separate), *(part if part is UNKNOWN else bool(part) for part in own), UNKNOWN if others else False]
    )

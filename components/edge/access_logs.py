"""Where CloudFront writes a line for each request: standard logging, second version, into a bucket.

CloudFront has no setting for it: CloudWatch Logs carries the lines from a source (the distribution) to a destination
(the bucket), and both live in us-east-1 whatever the bucket's region is. It owns source, destination and the delivery
between them, not the bucket, whose policy must let ``delivery.logs.amazonaws.com`` put objects under
``<prefix>/AWSLogs/<account>/``. The lines hold no cookies and no queries: sessions and tokens are in there. While
delivery fails, requests are answered all the same.
"""

import re
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.naming import Location

_NAME = re.compile(r"[\w-]{1,60}", re.ASCII)  # CloudWatch Logs: names of sources and destinations
_PREFIX = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_BY_HOUR = "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}"
# Names from the developer guide, "Configure standard logging (v2)"; with everything that hit ratio, latency by place
# and protocol, errors and a bypassed or attacked path can be told from. cs(Cookie) and cs-uri-query are left out.
_FIELDS = (
    *("date", "time", "x-edge-location", "x-edge-request-id", "c-ip", "c-country", "asn", "x-forwarded-for"),
    *("cs-method", "cs-protocol", "cs-protocol-version", "x-host-header", "cs-uri-stem", "cs-bytes"),
    *("cs(Referer)", "cs(User-Agent)", "ssl-protocol", "ssl-cipher", "cache-behavior-path-pattern"),
    *(
        "sc-status",
        "sc-bytes",
        "sc-content-type",
        "sc-content-len",
        "x-edge-result-type",
        "x-edge-response-result-type",
    ),
    *("x-edge-detailed-result-type", "time-taken", "time-to-first-byte", "origin-fbl", "origin-lbl"),
)


@dataclass(frozen=True, kw_only=True)
class AccessLogTarget:
    """A place for access logs in a bucket."""

    # ARN of the bucket.
    bucket_arn: pulumi.Input[str]
    # Prefix that the bucket's policy names, without slashes around it.
    prefix: str = "cloudfront"

    def __post_init__(self) -> None:
        if not _PREFIX.fullmatch(self.prefix):
            raise ValueError(
                f"the log prefix {self.prefix!r} cannot be used: write words of letters, digits, _ and - with a slash"
                " between them"
            )


@dataclass(frozen=True, kw_only=True)
class AccessLogDeliveryArgs:
    """Arguments of AccessLogDelivery."""

    # Account, and us-east-1, where the provider must work, too.
    location: Location
    # Physical name of source and destination; the bucket's policy may name the source.
    delivery_name: str
    # ARN of the distribution.
    distribution_arn: pulumi.Input[str]
    # Where the lines go.
    target: AccessLogTarget

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.delivery_name):
            raise ValueError(
                f"the delivery name {self.delivery_name!r} cannot be used: write up to 60 letters, digits, _ and -"
            )


class AccessLogDelivery(pulumi.ComponentResource):
    """The delivery of a distribution's access logs to a bucket. The provider must work in us-east-1.

    *Creates*: delivery source, delivery destination, delivery.

    *Outputs*: ``source_name``.

    *Cost* (2026-11): 0.023 USD/GB-month of storage; whether the delivery to S3 costs something is unconfirmed. A line
    has about 0.8 KB, a quarter of it compressed (guess): 1,000 requests/s are 526 GB, so 36 USD a month once 90 days
    are kept.

    *Rules that watch it*: every distribution writes access logs.
    """

    source_name: pulumi.Output[str]

    def __init__(self, name: str, args: AccessLogDeliveryArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:AccessLogDelivery", name, {}, opts)
        self._name = name
        self._args = args
        self.source_name = self._source().name
        self._deliver(self._destination().arn)
        self.register_outputs({"source_name": self.source_name})

    def _source(self) -> aws.cloudwatch.LogDeliverySource:
        return aws.cloudwatch.LogDeliverySource(
            f"{self._name}-source",
            name=self._args.delivery_name,
            log_type="ACCESS_LOGS",
            resource_arn=self._args.distribution_arn,
            tags={"Name": self._args.delivery_name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _destination(self) -> aws.cloudwatch.LogDeliveryDestination:
        target = self._args.target
        return aws.cloudwatch.LogDeliveryDestination(
            f"{self._name}-destination",
            name=self._args.delivery_name,
            output_format="json",
            delivery_destination_configuration=aws.cloudwatch.LogDeliveryDestinationDeliveryDestinationConfigurationArgs(
                # The path stands here and not in the delivery's suffix: without one here, AWS puts its own before the
                # suffix, but at creation only (hashicorp/terraform-provider-aws#46328). It is the path that services
                # with a bucket's own setting write to, account included, so that bucket policies look alike.
                destination_resource_arn=pulumi.Output.concat(
                    target.bucket_arn, f"/{target.prefix}/AWSLogs/{self._args.location.account_id}/CloudFront"
                )
            ),
            tags={"Name": self._args.delivery_name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _deliver(self, destination_arn: pulumi.Output[str]) -> None:
        aws.cloudwatch.LogDelivery(
            f"{self._name}-delivery",
            delivery_source_name=self.source_name,
            delivery_destination_arn=destination_arn,
            record_fields=list(_FIELDS),
            s3_delivery_configurations=[
                aws.cloudwatch.LogDeliveryS3DeliveryConfigurationArgs(
                    enable_hive_compatible_path=False, suffix_path=_BY_HOUR
                )
            ],
            tags={"Name": self._args.delivery_name},
            opts=pulumi.ResourceOptions(parent=self),
        )

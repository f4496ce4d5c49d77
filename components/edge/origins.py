"""Origins: where CloudFront gets what it has not cached.

Services are reached at a host name of our own, because CloudFront checks that the origin's certificate names the host
it connects to, and nobody has a certificate for a load balancer's own name. With each request CloudFront sends a header
that only ours knows and the load balancer asks for. Static files come from a bucket that only our distribution may
read; a second bucket can stand by. With a VPC origin CloudFront reaches an internal load balancer without any public
address; it knows one load balancer, so there is one region then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

import pulumi
import pulumi_aws as aws

LOAD_BALANCER_ORIGIN = "load-balancer"
STATIC_ORIGIN = "static"
STANDBY_ORIGIN = "static-standby"
STATIC_GROUP = "static-group"

_HTTP, _HTTPS = 80, 443
_PROTOCOL, _TLS = "https-only", "TLSv1.2"  # the newest that CloudFront offers toward origins
_FAILOVER_CODES = (500, 502, 503, 504)  # the bucket or its region fails; a missing file is no failure


class OriginKind(Enum):
    """How CloudFront reaches the services."""

    # By the name of public load balancers, which let in CloudFront's addresses only; in any number of regions.
    PUBLIC = "public"
    # Through the VPC of an internal load balancer; in one region.
    VPC = "vpc"


@dataclass(frozen=True, kw_only=True)
class OriginTimeouts:
    """How long CloudFront waits for the services, in seconds."""

    # For an answer, and between two packets of it. CloudFront's default; as long as the slowest request takes.
    read_seconds: int = 30
    # With an idle connection. Shorter than the load balancer's, or it sends requests into closed connections.
    keep_alive_seconds: int = 50
    # For a connection, each of three times; a load balancer takes milliseconds (guess; CloudFront's default is 10).
    connection_seconds: int = 5
    # With which the load balancer closes idle connections.
    load_balancer_idle_seconds: int = 60

    def __post_init__(self) -> None:
        if not 1 <= self.read_seconds <= 120 or not 1 <= self.keep_alive_seconds <= 120:
            raise ValueError("read_seconds and keep_alive_seconds must be between 1 and 120: CloudFront takes no other")
        if not 1 <= self.connection_seconds <= 10:
            raise ValueError(f"connection_seconds is {self.connection_seconds}: choose 1 to 10")
        if self.keep_alive_seconds >= self.load_balancer_idle_seconds:
            raise ValueError(
                f"CloudFront would keep connections for {self.keep_alive_seconds} s that the load balancer closes after"
                f" {self.load_balancer_idle_seconds} s: make keep_alive_seconds the smaller one"
            )
        if self.read_seconds > self.load_balancer_idle_seconds:
            raise ValueError(
                f"CloudFront would wait {self.read_seconds} s for an answer, the load balancer for"
                f" {self.load_balancer_idle_seconds} s only: lower read_seconds or raise the load balancer's idle time"
            )


@dataclass(frozen=True, kw_only=True)
class ServiceOrigin:
    """The load balancers with the services behind them."""

    # Name that CloudFront connects to, on the certificate of each load balancer.
    hostname: str
    # Value of the origin header, as the load balancers know it.
    secret: pulumi.Input[str]
    # Name of the origin header, as the load balancers know it.
    header: str = "X-Origin-Verify"
    # How CloudFront reaches them.
    kind: OriginKind = OriginKind.PUBLIC
    # ARN of the internal load balancer of a VPC origin, which must listen on 443.
    vpc_load_balancer_arn: pulumi.Input[str] | None = None
    # How long CloudFront waits for them.
    timeouts: OriginTimeouts = field(default_factory=OriginTimeouts)
    # Region of a further cache in front of the services, the nearest to them. None: each edge asks them itself.
    shield_region: str | None = None

    def __post_init__(self) -> None:
        if (self.kind is OriginKind.VPC) != (self.vpc_load_balancer_arn is not None):
            raise ValueError("a VPC origin needs the ARN of its load balancer, and no other origin takes one")


@dataclass(frozen=True, kw_only=True)
class StaticOrigin:
    """The bucket with the static files."""

    # Regional domain name of the bucket; its policy must let the distribution read.
    bucket_domain_name: pulumi.Input[str]
    # The same of a copy in another region, which is asked when the bucket fails. None: there is no copy.
    standby_bucket_domain_name: pulumi.Input[str] | None = None


class Origins:
    """Writes the origins of one distribution, with the resources that they need."""

    def __init__(
        self, name: str, name_prefix: str, services: ServiceOrigin, static: StaticOrigin, parent: pulumi.Resource
    ):
        self._name = name
        self._prefix = name_prefix
        self._services = services
        self._static = static
        self._parent = parent

    @property
    def static_id(self) -> str:
        """Where behaviors for static files point."""
        return STATIC_ORIGIN if self._static.standby_bucket_domain_name is None else STATIC_GROUP

    def all(self) -> list[aws.cloudfront.DistributionOriginArgs]:
        """Every origin."""
        access = self._access_control()
        buckets = {
            STATIC_ORIGIN: self._static.bucket_domain_name,
            STANDBY_ORIGIN: self._static.standby_bucket_domain_name,
        }
        static = [
            aws.cloudfront.DistributionOriginArgs(origin_id=origin, domain_name=bucket, origin_access_control_id=access)
            for origin, bucket in buckets.items()
            if bucket is not None
        ]
        return [self._load_balancer(), *static]

    def groups(self) -> Sequence[aws.cloudfront.DistributionOriginGroupArgs] | None:
        """The group that asks the standby bucket when the other fails, if there is one."""
        if self._static.standby_bucket_domain_name is None:
            return None
        return [
            aws.cloudfront.DistributionOriginGroupArgs(
                origin_id=STATIC_GROUP,
                failover_criteria=aws.cloudfront.DistributionOriginGroupFailoverCriteriaArgs(
                    status_codes=list(_FAILOVER_CODES)
                ),
                members=[
                    aws.cloudfront.DistributionOriginGroupMemberArgs(origin_id=origin)
                    for origin in (STATIC_ORIGIN, STANDBY_ORIGIN)
                ],
            )
        ]

    def _load_balancer(self) -> aws.cloudfront.DistributionOriginArgs:
        services = self._services
        vpc_arn = services.vpc_load_balancer_arn
        return aws.cloudfront.DistributionOriginArgs(
            origin_id=LOAD_BALANCER_ORIGIN,
            domain_name=services.hostname,
            connection_attempts=3,  # CloudFront's most
            connection_timeout=services.timeouts.connection_seconds,
            custom_headers=[
                # CloudFront overwrites what a viewer sends under this name.
                aws.cloudfront.DistributionOriginCustomHeaderArgs(
                    name=services.header, value=pulumi.Output.secret(services.secret)
                )
            ],
            custom_origin_config=self._by_name() if vpc_arn is None else None,
            vpc_origin_config=self._through_vpc(vpc_arn) if vpc_arn is not None else None,
            origin_shield=aws.cloudfront.DistributionOriginOriginShieldArgs(
                enabled=True, origin_shield_region=services.shield_region
            )
            if services.shield_region
            else None,
        )

    def _by_name(self) -> aws.cloudfront.DistributionOriginCustomOriginConfigArgs:
        return aws.cloudfront.DistributionOriginCustomOriginConfigArgs(
            http_port=_HTTP,  # never used, but asked for
            https_port=_HTTPS,
            origin_protocol_policy=_PROTOCOL,
            origin_ssl_protocols=[_TLS],
            origin_keepalive_timeout=self._services.timeouts.keep_alive_seconds,
            origin_read_timeout=self._services.timeouts.read_seconds,
        )

    def _through_vpc(self, arn: pulumi.Input[str]) -> aws.cloudfront.DistributionOriginVpcOriginConfigArgs:
        origin = aws.cloudfront.VpcOrigin(
            f"{self._name}-vpc-origin",
            vpc_origin_endpoint_config=aws.cloudfront.VpcOriginVpcOriginEndpointConfigArgs(
                name=f"{self._prefix}-services",
                arn=arn,
                http_port=_HTTP,
                https_port=_HTTPS,
                origin_protocol_policy=_PROTOCOL,
                origin_ssl_protocols=aws.cloudfront.VpcOriginVpcOriginEndpointConfigOriginSslProtocolsArgs(
                    items=[_TLS], quantity=1
                ),
            ),
            tags={"Name": f"{self._prefix}-services"},
            opts=pulumi.ResourceOptions(parent=self._parent),
        )
        return aws.cloudfront.DistributionOriginVpcOriginConfigArgs(
            vpc_origin_id=origin.id,
            origin_keepalive_timeout=self._services.timeouts.keep_alive_seconds,
            origin_read_timeout=self._services.timeouts.read_seconds,
        )

    def _access_control(self) -> pulumi.Output[str]:
        return aws.cloudfront.OriginAccessControl(
            f"{self._name}-static-access",
            name=f"{self._prefix}-static",
            description="The distribution signs its requests for static files",
            origin_access_control_origin_type="s3",
            signing_behavior="always",
            signing_protocol="sigv4",
            opts=pulumi.ResourceOptions(parent=self._parent),
        ).id

"""The distribution: every request enters here, at the edge location nearest to its viewer.

It ends the viewer's TLS, has the web ACL look at the request, answers what it has cached, and asks an origin for the
rest: the bucket for static files, the load balancers for everything else. It owns its policies and origins, the
delivery of its logs and its finer metrics; it does not own certificate, web ACL, buckets or load balancers. Edge
locations fail without anybody noticing; an origin that fails is noticed for what is not cached, and errors are not
remembered for longer than a second.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import pulumi
import pulumi_aws as aws

from components import iam
from components.edge.access_logs import AccessLogDelivery, AccessLogDeliveryArgs, AccessLogTarget
from components.edge.behaviors import ARTICLE_BEHAVIORS, Behaviors, PathBehavior, check_order
from components.edge.browser_headers import BrowserHeaderPolicies, BrowserHeaderPoliciesArgs, BrowserHeaders
from components.edge.caching import FORWARDED_HEADERS, CacheTimes, CachingPolicies, CachingPoliciesArgs
from components.edge.origins import Origins, ServiceOrigin, StaticOrigin
from components.edge.web_acl import EDGE_REGION
from components.naming import Location

CLOUDFRONT_ZONE_ID = "Z2FDTNDATAQYW2"  # of every distribution (Route 53 API reference, AliasTarget)
_MINIMUM_TLS = "TLSv1.2_2021"
_NAME_PREFIX = re.compile(r"[A-Za-z0-9_-]{1,48}")  # CloudFront takes 64 for some names, and "-personal" follows
# Errors that CloudFront remembers by itself, for ten seconds (developer guide, "How CloudFront processes HTTP 4xx and
# 5xx status codes from your origin").
_REMEMBERED_ERRORS = (404, 405, 414, 500, 501, 502, 503, 504)


class PriceClass(Enum):
    """Which of CloudFront's places answer; a viewer elsewhere is answered from the nearest of these."""

    # North America, Europe and Israel.
    PRICE_CLASS_100 = "PriceClass_100"
    # Also Africa, the Middle East and Asia.
    PRICE_CLASS_200 = "PriceClass_200"
    # Also South America, Australia and New Zealand.
    PRICE_CLASS_ALL = "PriceClass_All"


@dataclass(frozen=True, kw_only=True)
class DistributionArgs:
    """Arguments of Distribution."""

    # Account, and us-east-1, where the provider must work, too.
    location: Location
    # Start of the physical names of its policies, unique in the account; at most 48 letters, digits, _ and -.
    name_prefix: str
    # Names that viewers ask for, all of them on the certificate. A name can be on one distribution in the world.
    aliases: Sequence[str]
    # Certificate for the aliases, of us-east-1.
    certificate_arn: pulumi.Input[str]
    # Web ACL of scope CLOUDFRONT.
    web_acl_arn: pulumi.Input[str]
    # The load balancers.
    services: ServiceOrigin
    # The bucket with the static files.
    static: StaticOrigin
    # What is done with which path, the first that fits; the article's table.
    behaviors: Sequence[PathBehavior] = ARTICLE_BEHAVIORS
    # How long answers are kept.
    cache_times: CacheTimes = field(default_factory=CacheTimes)
    # Headers that the services get for cached paths although no answer depends on them.
    forwarded_headers: Sequence[str] = FORWARDED_HEADERS
    # What browsers are told.
    browser_headers: BrowserHeaders = field(default_factory=BrowserHeaders)
    # How long errors are kept, in seconds. One: an outage ends for viewers when it ends, and a crowd is still let
    # through to the services once a second only. CloudFront's default of 10 hides a recovery.
    error_ttl_seconds: int = 1
    # Which places answer; the article's choice.
    price_class: PriceClass = PriceClass.PRICE_CLASS_100
    # Where each request is recorded. None: nowhere.
    access_logs: AccessLogTarget | None = None
    # Whether CloudWatch gets hit ratio, origin latency and errors by code, which alarms need.
    additional_metrics: bool = True
    # Whether Pulumi refuses to delete it: its names would be free for anybody's distribution.
    deletion_protection: bool = True
    # Whether a deployment waits until every edge location has the change, some minutes.
    wait_for_deployment: bool = True

    def __post_init__(self) -> None:
        if self.location.region != EDGE_REGION:
            raise ValueError(f"a distribution cannot be in {self.location.region}: build it in {EDGE_REGION}")
        if not _NAME_PREFIX.fullmatch(self.name_prefix):
            raise ValueError(
                f"the name prefix {self.name_prefix!r} cannot be used: write up to 48 letters, digits, _ and -"
            )
        if not self.aliases or len(set(self.aliases)) != len(self.aliases):
            raise ValueError("a distribution needs the names that viewers ask for: give at least one, and each once")
        if self.services.hostname in self.aliases:
            raise ValueError(
                f"{self.services.hostname} is both an alias and the origin: CloudFront would ask itself, give the load"
                " balancers another name"
            )
        if not 0 <= self.error_ttl_seconds <= 10:
            raise ValueError(
                f"error_ttl_seconds is {self.error_ttl_seconds}: choose 0 to 10, or a recovery stays hidden"
            )
        check_order(self.behaviors)


class Distribution(pulumi.ComponentResource):
    """A CloudFront distribution in front of static files and services. The provider must work in us-east-1.

    *Creates*: distribution, cache, origin request and response headers policies, origin access control; a VPC origin, a
    delivery of access logs and a metrics subscription if asked for.

    *Outputs*: ``arn``, ``distribution_id``, ``domain_name``, ``hosted_zone_id`` (for alias records); ``caching``, the
    kind of caching by path pattern. The last two are known at preview.

    *Cost* (2026-11, viewers in the United States): 0.0100 USD per 10,000 HTTPS requests, 0.085 USD/GB for the first
    10 TB and 0.080 after. 1,000 requests/s of 5 KB are 2.63 billion requests and 13.1 TB a month, so 2,628 + 1,101 USD.
    What the origins send to CloudFront is free. The price of the additional metrics is unconfirmed.

    *Rules that watch it*: certificate of us-east-1 (EDGE-001) for every alias (EDGE-002, EDGE-017); web ACL of scope
    CLOUDFRONT (EDGE-005); the origin's name is on the load balancers' certificate (EDGE-003), which listen on 443
    (EDGE-004) and let nobody else in (EDGE-013, EDGE-014); Authorization (EDGE-008) and least times (EDGE-018) in its
    policies; policies instead of forwarded values (EDGE-007, EDGE-021); compression (EDGE-022); a behavior for each
    cached route (EDGE-016); static files from a bucket of its own (EDGE-006, EDGE-029, EDGE-030); error times
    (EDGE-023).
    """

    arn: pulumi.Output[str]
    distribution_id: pulumi.Output[str]
    domain_name: pulumi.Output[str]
    hosted_zone_id: pulumi.Output[str]
    caching: pulumi.Output[Mapping[str, str]]

    def __init__(self, name: str, args: DistributionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Distribution", name, {}, opts)
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        self._origins = Origins(name, args.name_prefix, args.services, args.static, parent=self)
        self._behaviors = Behaviors(self._caching(), self._browser_headers(), self._origins.static_id)
        self._distribution = self._distribute()
        self.arn = self._distribution.arn
        self.distribution_id = self._distribution.id
        self.domain_name = self._distribution.domain_name
        self.hosted_zone_id = pulumi.Output.from_input(CLOUDFRONT_ZONE_ID)
        self.caching = pulumi.Output.from_input({path.path: path.caching.value for path in args.behaviors})
        self._record()
        self._measure()
        self.register_outputs(
            {
                "arn": self.arn,
                "distribution_id": self.distribution_id,
                "domain_name": self.domain_name,
                "hosted_zone_id": self.hosted_zone_id,
                "caching": self.caching,
            }
        )

    def grant_invalidate(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role`` throw cached answers of this distribution away; ``grantee`` names it in the policy's name.

        Paths cost 0.005 USD each after the first 1,000 a month, a path with * counts once: write them in batches.
        """
        statement = iam.allow(["cloudfront:CreateInvalidation"], [self.arn])
        return iam.grant(f"{self._name}-invalidate-{grantee}", role, statement, parent=self)

    def _caching(self) -> CachingPolicies:
        return CachingPolicies(
            f"{self._name}-cache",
            CachingPoliciesArgs(
                name_prefix=self._args.name_prefix,
                times=self._args.cache_times,
                forwarded_headers=self._args.forwarded_headers,
            ),
            self._child,
        )

    def _browser_headers(self) -> BrowserHeaderPolicies:
        return BrowserHeaderPolicies(
            f"{self._name}-headers",
            BrowserHeaderPoliciesArgs(name_prefix=self._args.name_prefix, headers=self._args.browser_headers),
            self._child,
        )

    def _distribute(self) -> aws.cloudfront.Distribution:
        args = self._args
        return aws.cloudfront.Distribution(
            f"{self._name}-distribution",
            enabled=True,
            comment=args.name_prefix,
            aliases=list(args.aliases),
            viewer_certificate=self._viewer_certificate(),
            web_acl_id=args.web_acl_arn,
            http_version="http2and3",
            is_ipv6_enabled=True,
            price_class=args.price_class.value,
            origins=self._origins.all(),
            origin_groups=self._origins.groups(),
            default_cache_behavior=self._behaviors.default(),
            ordered_cache_behaviors=[self._behaviors.of(path) for path in args.behaviors],
            custom_error_responses=self._errors(),
            restrictions=_everywhere(),
            wait_for_deployment=args.wait_for_deployment,
            tags={"Name": args.name_prefix},
            opts=pulumi.ResourceOptions(parent=self, protect=args.deletion_protection),
        )

    def _viewer_certificate(self) -> aws.cloudfront.DistributionViewerCertificateArgs:
        return aws.cloudfront.DistributionViewerCertificateArgs(
            acm_certificate_arn=self._args.certificate_arn,
            minimum_protocol_version=_MINIMUM_TLS,
            ssl_support_method="sni-only",  # addresses of our own, for viewers without SNI, cost extra
        )

    def _errors(self) -> list[aws.cloudfront.DistributionCustomErrorResponseArgs]:
        return [
            aws.cloudfront.DistributionCustomErrorResponseArgs(
                error_code=code, error_caching_min_ttl=self._args.error_ttl_seconds
            )
            for code in _REMEMBERED_ERRORS
        ]

    def _record(self) -> None:
        target = self._args.access_logs
        if target is not None:
            AccessLogDelivery(
                f"{self._name}-logs",
                AccessLogDeliveryArgs(
                    location=self._args.location,
                    delivery_name=self._args.name_prefix,
                    distribution_arn=self.arn,
                    target=target,
                ),
                self._child,
            )

    def _measure(self) -> None:
        if self._args.additional_metrics:
            aws.cloudfront.MonitoringSubscription(
                f"{self._name}-metrics",
                distribution_id=self.distribution_id,
                monitoring_subscription=aws.cloudfront.MonitoringSubscriptionMonitoringSubscriptionArgs(
                    realtime_metrics_subscription_config=aws.cloudfront.MonitoringSubscriptionMonitoringSubscriptionRealtimeMetricsSubscriptionConfigArgs(
                        realtime_metrics_subscription_status="Enabled"
                    )
                ),
                opts=self._child,
            )


def _everywhere() -> aws.cloudfront.DistributionRestrictionsArgs:
    return aws.cloudfront.DistributionRestrictionsArgs(
        geo_restriction=aws.cloudfront.DistributionRestrictionsGeoRestrictionArgs(restriction_type="none", locations=[])
    )

"""The edge: everything that a request meets before it reaches a region, built once for all of them.

A viewer asks for a name, is led to the distribution, passes the web ACL and is answered from the cache or by an origin:
the bucket with the static files, or the nearest healthy region's load balancer. It owns names, viewer certificate, web
ACL, distribution and the name behind it; it does not own the hosted zone, the bucket, the load balancers and their
certificates. It survives the loss of a region, if there is another one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi

from components import price_classes
from components.edge.access_logs import AccessLogTarget
from components.edge.behaviors import ARTICLE_BEHAVIORS, PathBehavior
from components.edge.browser_headers import BrowserHeaders
from components.edge.caching import FORWARDED_HEADERS, CacheTimes
from components.edge.certificate import Certificate, CertificateArgs
from components.edge.distribution import Distribution, DistributionArgs, PriceClass
from components.edge.origin_records import OriginRecords, OriginRecordsArgs, OriginRouting, RegionalOrigin
from components.edge.origins import OriginKind, OriginTimeouts, ServiceOrigin, StaticOrigin
from components.edge.shield import ShieldProtection, ShieldProtectionArgs
from components.edge.viewer_records import AliasRecords, AliasRecordsArgs
from components.edge.web_acl import EDGE_REGION, WebAcl, WebAclArgs, WebAclScope
from components.edge.web_acl_rules import WebAclRules
from components.naming import Location


@dataclass(frozen=True, kw_only=True)
class EdgeArgs:
    """Arguments of Edge."""

    # Account, and us-east-1, where the provider must work, too.
    location: Location
    # Start of all physical names, unique in the account; at most 48 letters, digits, _ and -.
    name_prefix: str
    # The name that viewers ask for; ``api.<domain>`` leads to the API, ``origin.<domain>`` to the load balancers.
    domain: str
    # Hosted zone that these names are in.
    zone_id: pulumi.Input[str]
    # The regions' load balancers, by region key.
    regions: Mapping[str, RegionalOrigin]
    # Names of the DNS records by which a region's certificate for the same names proved itself (Certificate.records).
    validation_records: Sequence[pulumi.Input[str]]
    # Value of the origin header, as the load balancers know it.
    origin_secret: pulumi.Input[str]
    # The bucket with the static files.
    static: StaticOrigin
    # Whether ``www.<domain>`` is answered, too.
    with_www: bool = False
    # How CloudFront reaches the services. VPC needs a single region, with its load balancer's ARN.
    origin_kind: OriginKind = OriginKind.PUBLIC
    # How long CloudFront waits for the services.
    timeouts: OriginTimeouts = field(default_factory=OriginTimeouts)
    # Region of a further cache in front of the services. None: none.
    shield_region: str | None = None
    # How a region is chosen.
    routing: OriginRouting = OriginRouting.LATENCY
    # Whether a region without healthy targets gets no requests.
    evaluate_target_health: bool = True
    # What is done with which path.
    behaviors: Sequence[PathBehavior] = ARTICLE_BEHAVIORS
    # How long answers are kept.
    cache_times: CacheTimes = field(default_factory=CacheTimes)
    # Headers that the services get for cached paths although no answer depends on them.
    forwarded_headers: Sequence[str] = FORWARDED_HEADERS
    # What browsers are told.
    browser_headers: BrowserHeaders = field(default_factory=BrowserHeaders)
    # Which places answer.
    price_class: PriceClass = PriceClass.PRICE_CLASS_100
    # What the web ACL looks for.
    web_acl_rules: WebAclRules = field(default_factory=WebAclRules)
    # Whether the web ACL also logs requests that it lets through without any remark.
    log_allowed_requests: bool = False
    # Days that the web ACL's log lines are kept.
    web_acl_log_retention_days: int = 30
    # Where each request is recorded. None: nowhere.
    access_logs: AccessLogTarget | None = None
    # Whether CloudWatch gets hit ratio, origin latency and errors by code.
    additional_metrics: bool = True
    # Whether distribution, zone and load balancers get Shield Advanced: see ShieldProtection for what it costs.
    shield_advanced: bool = False
    # Whether the account is subscribed to it as well, for a year at least.
    subscribe_to_shield: bool = False
    # Whether Pulumi refuses to delete the distribution.
    deletion_protection: bool = True
    # Whether a deployment waits until every edge location has the change.
    wait_for_deployment: bool = True

    def __post_init__(self) -> None:
        if self.location.region != EDGE_REGION:
            raise ValueError(f"the edge cannot be in {self.location.region}: build it in {EDGE_REGION}")
        if not self.regions:
            raise ValueError("the edge leads nowhere: give at least one region")
        if self.subscribe_to_shield and not self.shield_advanced:
            raise ValueError("subscribe_to_shield is of no use alone: set shield_advanced, or leave both out")
        _check_price_class(self.price_class, [origin.region for origin in self.regions.values()])
        if self.origin_kind is OriginKind.VPC:
            _check_vpc_origin(list(self.regions.values()))


class Edge(pulumi.ComponentResource):
    """Names, certificate, web ACL and distribution of the stack. The provider must work in us-east-1.

    *Creates*: viewer certificate, web ACL, distribution, alias records, origin records; Shield Advanced if asked for.

    *Outputs*: ``distribution_arn``, ``distribution_id``, ``domain_name`` and ``hosted_zone_id`` of the distribution,
    ``web_acl_arn``, ``web_acl_name``; ``aliases`` and ``origin_hostname``, which are plain values.

    *Cost*: that of its parts; above all what Distribution and WebAcl take for each request.

    *Rules that watch it*: those of its parts; price class and audience (EDGE-024).
    """

    distribution_arn: pulumi.Output[str]
    distribution_id: pulumi.Output[str]
    domain_name: pulumi.Output[str]
    hosted_zone_id: pulumi.Output[str]
    web_acl_arn: pulumi.Output[str]
    web_acl_name: pulumi.Output[str]

    def __init__(self, name: str, args: EdgeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Edge", name, {}, opts)
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        self._names = viewer_names(args.domain, with_www=args.with_www)
        self.aliases = list(self._names.values())
        self.origin_hostname = f"origin.{args.domain}"

        self._web_acl = self._make_web_acl()
        self.distribution = self._make_distribution(self._make_certificate())
        self._lead_viewers_here()
        self._lead_cloudfront_to_regions()
        self._shield()

        self.distribution_arn = self.distribution.arn
        self.distribution_id = self.distribution.distribution_id
        self.domain_name = self.distribution.domain_name
        self.hosted_zone_id = self.distribution.hosted_zone_id
        self.web_acl_arn = self._web_acl.arn
        self.web_acl_name = self._web_acl.name
        self.register_outputs(
            {
                "distribution_arn": self.distribution_arn,
                "distribution_id": self.distribution_id,
                "domain_name": self.domain_name,
                "hosted_zone_id": self.hosted_zone_id,
                "web_acl_arn": self.web_acl_arn,
                "web_acl_name": self.web_acl_name,
                "aliases": self.aliases,
                "origin_hostname": self.origin_hostname,
            }
        )

    def _make_certificate(self) -> Certificate:
        domain = self._args.domain
        return Certificate(
            f"{self._name}-tls",
            CertificateArgs(
                names=[domain, f"*.{domain}"],
                zone_id=self._args.zone_id,
                existing_records=self._args.validation_records,
            ),
            self._child,
        )

    def _make_web_acl(self) -> WebAcl:
        return WebAcl(
            f"{self._name}-waf",
            WebAclArgs(
                location=self._args.location,
                acl_name=self._args.name_prefix,
                scope=WebAclScope.CLOUDFRONT,
                rules=self._args.web_acl_rules,
                log_allowed_requests=self._args.log_allowed_requests,
                log_retention_days=self._args.web_acl_log_retention_days,
            ),
            self._child,
        )

    def _make_distribution(self, certificate: Certificate) -> Distribution:
        args = self._args
        return Distribution(
            f"{self._name}-cdn",
            DistributionArgs(
                location=args.location,
                name_prefix=args.name_prefix,
                aliases=self.aliases,
                certificate_arn=certificate.arn,
                web_acl_arn=self._web_acl.arn,
                services=self._services(),
                static=args.static,
                behaviors=args.behaviors,
                cache_times=args.cache_times,
                forwarded_headers=args.forwarded_headers,
                browser_headers=args.browser_headers,
                price_class=args.price_class,
                access_logs=args.access_logs,
                additional_metrics=args.additional_metrics,
                deletion_protection=args.deletion_protection,
                wait_for_deployment=args.wait_for_deployment,
            ),
            self._child,
        )

    def _services(self) -> ServiceOrigin:
        args = self._args
        first = next(iter(args.regions.values()))
        return ServiceOrigin(
            hostname=self.origin_hostname,
            secret=args.origin_secret,
            kind=args.origin_kind,
            vpc_load_balancer_arn=first.load_balancer_arn if args.origin_kind is OriginKind.VPC else None,
            timeouts=args.timeouts,
            shield_region=args.shield_region,
        )

    def _lead_viewers_here(self) -> None:
        AliasRecords(
            f"{self._name}-names",
            AliasRecordsArgs(
                names=self._names,
                zone_id=self._args.zone_id,
                target_domain_name=self.distribution.domain_name,
                target_zone_id=self.distribution.hosted_zone_id,
            ),
            self._child,
        )

    def _lead_cloudfront_to_regions(self) -> None:
        OriginRecords(
            f"{self._name}-origin",
            OriginRecordsArgs(
                hostname=self.origin_hostname,
                zone_id=self._args.zone_id,
                regions=self._args.regions,
                routing=self._args.routing,
                evaluate_target_health=self._args.evaluate_target_health,
            ),
            self._child,
        )

    def _shield(self) -> None:
        if not self._args.shield_advanced:
            return
        partition = self._args.location.partition
        zone = pulumi.Output.concat(f"arn:{partition}:route53:::hostedzone/", self._args.zone_id)
        balancers = {
            f"lb-{key}": origin.load_balancer_arn
            for key, origin in self._args.regions.items()
            if origin.load_balancer_arn is not None
        }
        ShieldProtection(
            f"{self._name}-shield",
            ShieldProtectionArgs(
                name_prefix=self._args.name_prefix,
                resource_arns={"distribution": self.distribution.arn, "zone": zone, **balancers},
                subscribe=self._args.subscribe_to_shield,
            ),
            self._child,
        )


def viewer_names(domain: str, *, with_www: bool) -> dict[str, str]:
    """The names that viewers ask for, by a short name each."""
    return {"site": domain, "api": f"api.{domain}", **({"www": f"www.{domain}"} if with_www else {})}


def _check_price_class(chosen: PriceClass, regions: Sequence[str]) -> None:
    """A region far from every place that answers would serve its own neighbours over an ocean and back."""
    name = chosen.value.removeprefix("PriceClass_").lower()
    if far := next((region for region in regions if not price_classes.has_place_near(name, region)), None):
        cheapest = f"PriceClass_{price_classes.cheapest(far).capitalize()}"
        raise ValueError(f"{chosen.value} has no place near {far}: choose {PriceClass(cheapest).name}")


def _check_vpc_origin(regions: Sequence[RegionalOrigin]) -> None:
    if len(regions) != 1:
        raise ValueError(
            f"a VPC origin leads to one load balancer, but there are {len(regions)} regions: keep one, or choose PUBLIC"
        )
    if regions[0].load_balancer_arn is None:
        raise ValueError("a VPC origin needs the ARN of the region's load balancer: give load_balancer_arn")

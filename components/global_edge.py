"""What the stack has once, in front of all regions: names, CDN and firewall, static files, and an eye on the money.

All of it is in us-east-1, where CloudFront, its certificates and web ACLs, its metrics and AWS's billing live.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.cost import AnomalyWatch, AnomalyWatchArgs, Budget, BudgetArgs, CostTag
from components.edge import (
    AccessLogTarget,
    CacheTimes,
    Edge,
    EdgeArgs,
    OriginTimeouts,
    PriceClass,
    RateLimit,
    RegionalOrigin,
    StaticOrigin,
    WebAclRules,
)
from components.generated_secret import GeneratedSecret, GeneratedSecretArgs
from components.naming import Location, Names
from components.observability import (
    AlarmSet,
    AlarmSetArgs,
    AlarmSpec,
    AlertTopic,
    AlertTopicArgs,
    Publisher,
    distribution_alarms,
    web_acl_alarms,
)
from components.region import Region
from components.settings import Service, Settings
from components.sizing import Price, Strategy
from components.storage import (
    LogBucket,
    LogBucketArgs,
    LogDelivery,
    LogSource,
    StaticAssetsBucket,
    StaticAssetsBucketArgs,
)

EDGE_REGION = "us-east-1"
_LOG_PREFIX = "cloudfront"
_ANOMALY_USD = 100  # guess: smaller surprises are not worth a mail
_PRICE_CLASSES = {
    Price.CLASS_100: PriceClass.PRICE_CLASS_100,
    Price.CLASS_200: PriceClass.PRICE_CLASS_200,
    Price.ALL: PriceClass.PRICE_CLASS_ALL,
}


def edge_location(settings: Settings) -> Location:
    """Where the edge is."""
    return Location(region=EDGE_REGION, account_id=settings.account_id)


def distribution_parameter(names: Names) -> str:
    """Name of the SSM parameter that tells the product writer which distribution keeps its answers."""
    return f"/{names.prefix}/distribution-id"


def origin_secret(settings: Settings, names: Names, provider: aws.Provider) -> pulumi.Output[str]:
    """What the CDN tells the load balancers: the stack file's, or one that AWS makes and keeps."""
    if settings.origin_secret is not None:
        return settings.origin_secret
    args = GeneratedSecretArgs(
        location=edge_location(settings),
        secret_name=names.physical("edge-origin-token", limit=505),
        description="What CloudFront tells the load balancers to prove itself",
        recovery_window_days=30 if settings.sizing.capabilities.keep_contents else 0,
    )
    return GeneratedSecret("edge-origin-token", args, pulumi.ResourceOptions(providers=[provider])).value


@dataclass(frozen=True, kw_only=True)
class GlobalEdgeArgs:
    """Arguments of GlobalEdge."""

    # The stack's settings.
    settings: Settings
    # How resources are called in AWS.
    names: Names
    # What the load balancers want to be told.
    origin_secret: pulumi.Input[str]
    # The regions, by key; the first one's certificate has made the validation records.
    regions: Mapping[str, Region]


class GlobalEdge(pulumi.ComponentResource):
    """The edge of the stack. Its provider works in us-east-1.

    Creates: buckets for static files and access logs, everything of Edge, alarms and their topic, the product writer's
    right to invalidate, budget and anomaly watch.

    Outputs: ``edge``; ``endpoints``, what operators want to know, for the stack's exports.

    Cost: that of its parts.

    Rules that watch it: all; each part names its own.
    """

    endpoints: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: GlobalEdgeArgs, opts: pulumi.ResourceOptions) -> None:
        super().__init__("floodgate:index:GlobalEdge", name, {}, opts)
        self._name = name
        self._args = args
        self._settings = args.settings
        self._sizing = args.settings.sizing
        self._location = edge_location(args.settings)
        self._protected = self._sizing.capabilities.deletion_protection
        self._empties = not self._protected and not self._sizing.capabilities.keep_contents
        self._child = pulumi.ResourceOptions(parent=self)
        self._topic = self._make_topic()
        self._static = self._make_static_bucket()
        self.edge = self._make_edge(self._make_log_bucket())
        self._static.allow_distribution(self.edge.distribution_arn)
        self._watch()
        self._let_products_be_invalidated()
        self._watch_spending()
        self.endpoints = {
            "distribution": self.edge.domain_name,
            "distribution_id": self.edge.distribution_id,
            "static_bucket": self._static.bucket_name,
        }
        self.register_outputs(dict(self.endpoints))

    def _make_topic(self) -> AlertTopic:
        args = AlertTopicArgs(
            location=self._location,
            topic_name=self._args.names.physical("edge-alerts", limit=256),
            publishers=list(Publisher),
            email_addresses=self._settings.alert_emails,
        )
        return AlertTopic(f"{self._name}-alerts", args, self._child)

    def _make_static_bucket(self) -> StaticAssetsBucket:
        args = StaticAssetsBucketArgs(
            location=self._location,
            bucket_name=self._args.names.physical(f"edge-static-{self._location.account_id}", limit=63),
            deletion_protection=self._protected,
            force_destroy=self._empties,
        )
        return StaticAssetsBucket(f"{self._name}-static", args, self._child)

    def _make_log_bucket(self) -> LogBucket:
        args = LogBucketArgs(
            location=self._location,
            bucket_name=self._args.names.physical(f"edge-logs-{self._location.account_id}", limit=63),
            deliveries=[LogDelivery(source=LogSource.CLOUDFRONT, prefix=_LOG_PREFIX)],
            retention_days=self._sizing.load_balancer.access_log_retention_days,
            deletion_protection=self._protected,
            force_destroy=self._empties,
        )
        return LogBucket(f"{self._name}-logs", args, self._child)

    def _make_edge(self, logs: LogBucket) -> Edge:
        sizing = self._sizing.edge
        zone = aws.route53.get_zone(name=self._settings.zone, opts=pulumi.InvokeOptions(parent=self))
        first = next(iter(self._args.regions.values()))
        args = EdgeArgs(
            location=self._location,
            name_prefix=self._args.names.physical("edge", limit=48),
            domain=self._settings.domain,
            zone_id=zone.zone_id,
            regions={key: self._origin(key, region) for key, region in self._args.regions.items()},
            validation_records=first.certificate.records,
            origin_secret=self._args.origin_secret,
            static=StaticOrigin(bucket_domain_name=self._static.regional_domain_name),
            timeouts=OriginTimeouts(
                read_seconds=max(s.timing.longest_request_seconds for _, s in self._sizing.services),
                load_balancer_idle_seconds=self._sizing.load_balancer.idle_timeout_seconds,
            ),
            # A target group whose release waits has no targets, and AWS's pages disagree whether that is healthy. The
            # health checks of the records know such groups, and count with every strategy.
            evaluate_target_health=all(s.deployment.strategy is Strategy.ROLLING for _, s in self._sizing.services),
            cache_times=CacheTimes(api_ttl_seconds=sizing.product_ttl_seconds),
            price_class=_PRICE_CLASSES[sizing.price_class],
            web_acl_rules=WebAclRules(
                rate_limits=[RateLimit(name="per-address", requests=sizing.requests_per_address)],
                count_only=sizing.count_only,
            ),
            web_acl_log_retention_days=sizing.log_retention_days,
            access_logs=AccessLogTarget(bucket_arn=logs.bucket_arn, prefix=_LOG_PREFIX),
            additional_metrics=self._protected,
            shield_advanced=sizing.shield_advanced,
            deletion_protection=self._protected,
            wait_for_deployment=self._protected,
        )
        return Edge(self._name, args, self._child)

    def _origin(self, key: str, region: Region) -> RegionalOrigin:
        """A region's load balancer, which gets no requests while a route of the region has no healthy task."""
        return RegionalOrigin(
            region=self._settings.regions[key].location.region,
            load_balancer_dns_name=region.load_balancer.dns_name,
            load_balancer_zone_id=region.load_balancer.zone_id,
            load_balancer_arn=region.load_balancer.arn,
            alarms=region.watch.origin_alarms,
            quiet_alarms=region.watch.routes or None,  # none before the first image
        )

    def _watch(self) -> None:
        self._watch_over("cdn", distribution_alarms(distribution_id=self.edge.distribution_id))
        self._watch_over("waf", web_acl_alarms(metric_name=self.edge.web_acl_name))

    def _watch_over(self, what: str, alarms: Mapping[str, AlarmSpec]) -> None:
        args = AlarmSetArgs(
            location=self._location,
            name_prefix=self._args.names.physical(f"edge-{what}", limit=200),
            alarms=alarms,
            page_topic_arn=self._topic.topic_arn,
        )
        AlarmSet(f"{self._name}-{what}-alarms", args, self._child)

    def _let_products_be_invalidated(self) -> None:
        """The product writer finds the distribution by a parameter in its own region, and may invalidate it alone."""
        for key, region in self._args.regions.items():
            aws.ssm.Parameter(
                f"{self._name}-distribution-id-{key}",
                name=distribution_parameter(self._args.names),
                type="String",
                value=self.edge.distribution_id,
                description="Distribution whose paths the product writer invalidates",
                region=self._settings.regions[key].location.region,
                opts=self._child,
            )
            if Service.ADMIN in region.services:
                role = region.services[Service.ADMIN].task_role
                self.edge.distribution.grant_invalidate(f"{key}-admin", role)

    def _watch_spending(self) -> None:
        emails = self._settings.alert_emails
        stack = {"Stack": self._args.names.stack}
        if self._settings.monthly_budget_usd is not None:
            budget = BudgetArgs(
                budget_name=self._args.names.physical("edge-month", limit=100),
                monthly_usd=self._settings.monthly_budget_usd,
                email_addresses=emails,
                topic_arn=self._topic.topic_arn,
                tags=stack,
            )
            Budget(f"{self._name}-month", budget, self._child)
        watch = AnomalyWatchArgs(
            watch_name=self._args.names.physical("edge-spending", limit=100),
            minimum_usd=_ANOMALY_USD,
            topic_arn=self._topic.topic_arn,
            tag=CostTag(key="Stack", values=[self._args.names.stack]),
        )
        AnomalyWatch(f"{self._name}-spending", watch, self._child)

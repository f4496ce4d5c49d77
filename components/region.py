"""One region of the stack: its tiers, built in the order that a request meets them, and wired.

A request comes from the CDN to the load balancer, by a route to a service's target group, and to one of its tasks;
checkout leaves an order in the queue, and the order consumer works it off. Nothing here knows another region: each can
serve alone, and which one a request reaches is for the edge to say.

This is the only place that knows every tier. The tiers know each other through arguments.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import environment
from components.compute import (
    Cluster,
    ClusterArgs,
    Container,
    ContainerHealthCheck,
    CpuArchitecture,
    FargateService,
    FargateServiceArgs,
    LoadBalancerTarget,
    Rollout,
    TaskScaling,
)
from components.edge import Certificate, CertificateArgs
from components.load_balancing import (
    AccessLogsArgs,
    IngressSource,
    LoadBalancer,
    LoadBalancerArgs,
    RouteArgs,
    TargetGroup,
    TargetGroupArgs,
    request_count_label,
)
from components.messaging import FifoQueue, FifoQueueArgs, FunctionNetwork, OrderConsumer, OrderConsumerArgs
from components.naming import Location, Names
from components.network import ExistingNetwork, ExistingNetworkArgs, NatStrategy, Network, NetworkArgs, NetworkView
from components.settings import RegionSettings, Service, Settings
from components.sizing import Nat, ScalingSizing, ServiceSizing
from components.storage import LogBucket, LogBucketArgs, LogDelivery, LogSource

_NAT = {Nat.NONE: NatStrategy.NONE, Nat.SINGLE: NatStrategy.SINGLE, Nat.PER_ZONE: NatStrategy.PER_ZONE}
_LOAD_BALANCER_LOGS = "load-balancer"
_ORDERS = "order-events"


@dataclass(frozen=True, kw_only=True)
class _Route:
    """A row of the routing table below."""

    priority: int
    paths: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


def _routes(domain: str) -> Mapping[Service, Mapping[str, _Route]]:
    """Which requests each service gets, by rule name. The lowest priority is asked first; what fits none gets a 404."""
    return {
        Service.API: {
            "api-host": _Route(priority=10, hosts=(f"api.{domain}",)),
            "api-path": _Route(priority=20, paths=("/api/*",)),
        },
        Service.ADMIN: {"admin-path": _Route(priority=30, paths=("/admin", "/admin/*"))},
        Service.WEB: {"web-rest": _Route(priority=100, hosts=(domain, f"origin.{domain}"), paths=("/*",))},
    }


@dataclass(frozen=True, kw_only=True)
class RegionArgs:
    """Arguments of Region."""

    # The stack's settings.
    settings: Settings
    # Which of its regions this is.
    region: RegionSettings
    # How resources are called in AWS.
    names: Names


class Region(pulumi.ComponentResource):
    """The regional tiers of the stack.

    Creates: network, log bucket, certificate, load balancer, cluster, order queue; a service with its target group and
    routes, and the order consumer, for each that has an image.

    Outputs: ``network``, ``load_balancer``, ``cluster``, ``services``, ``orders``, ``order_consumer``; ``endpoints``,
    what operators want to know, for the stack's exports.

    Cost: that of its parts.

    Rules that watch it: all; each part names its own.
    """

    endpoints: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: RegionArgs, opts: pulumi.ResourceOptions) -> None:
        super().__init__("floodgate:index:Region", name, {}, opts)
        self._name = name
        self._settings = args.settings
        self._sizing = args.settings.sizing
        self._region = args.region
        self._location: Location = args.region.location
        self._names = args.names
        self._child = pulumi.ResourceOptions(parent=self)
        self._protected = self._sizing.capabilities.deletion_protection

        self.network: NetworkView = self._make_network()
        self.load_balancer = self._make_load_balancer(self._make_log_bucket(), self._make_certificate())
        self.orders = self._make_order_queue()  # before the services, which are told where it is
        self.cluster = self._make_cluster()
        self.services = {service: self._make_service(service) for service in self._services_with_image()}
        self.order_consumer = self._make_order_consumer()
        self._let_checkout_send_orders()
        self.endpoints = self._describe()
        self.register_outputs(dict(self.endpoints))

    # --- the request's way

    def _make_network(self) -> NetworkView:
        existing = self._region.existing_vpc
        if existing is not None:
            return ExistingNetwork(
                f"{self._name}-network",
                ExistingNetworkArgs(
                    vpc_id=existing.vpc_id,
                    public_subnet_ids=existing.public_subnet_ids,
                    private_subnet_ids=existing.private_subnet_ids,
                    data_subnet_ids=existing.data_subnet_ids,
                ),
                self._child,
            )
        sizing = self._sizing.network
        return Network(
            f"{self._name}-network",
            NetworkArgs(
                location=self._location,
                cidr_block=self._region.cidr_block,
                zones=self._zones(sizing.zone_count),
                nat=_NAT[sizing.nat],
                interface_endpoints=sizing.interface_endpoints,
                flow_log_retention_days=sizing.flow_log_retention_days,
            ),
            self._child,
        )

    def _zones(self, count: int) -> list[str]:
        """The first zones by name that are open to everybody; local zones and zones to opt in to are not among them."""
        found = aws.get_availability_zones(
            state="available",
            filters=[{"name": "opt-in-status", "values": ["opt-in-not-required"]}],
            opts=pulumi.InvokeOptions(parent=self),
        )
        if len(found.names) < count:
            raise pulumi.RunError(
                f"{self._location.region} has {len(found.names)} availability zones, sizing.network.zoneCount asks for"
                f" {count}: lower it"
            )
        return sorted(found.names)[:count]

    def _make_log_bucket(self) -> LogBucket:
        return LogBucket(
            f"{self._name}-logs",
            LogBucketArgs(
                location=self._location,
                bucket_name=self._names.physical(
                    f"logs-{self._location.account_id}-{self._location.region}", limit=63
                ),  # the world's buckets share one name space
                deliveries=[LogDelivery(source=LogSource.LOAD_BALANCER, prefix=_LOAD_BALANCER_LOGS)],
                retention_days=self._sizing.load_balancer.access_log_retention_days,
                deletion_protection=self._protected,
                force_destroy=not self._protected,
            ),
            self._child,
        )

    def _make_certificate(self) -> Certificate:
        zone = aws.route53.get_zone(name=self._settings.zone, opts=pulumi.InvokeOptions(parent=self))
        names = [self._settings.domain, f"*.{self._settings.domain}"]  # the origin's and the API's name are below it
        return Certificate(f"{self._name}-certificate", CertificateArgs(names=names, zone_id=zone.zone_id), self._child)

    def _make_load_balancer(self, logs: LogBucket, certificate: Certificate) -> LoadBalancer:
        return LoadBalancer(
            f"{self._name}-lb",
            LoadBalancerArgs(
                vpc_id=self.network.vpc_id,
                subnet_ids=self.network.public_subnet_ids,
                certificate_arn=certificate.arn,
                ingress=IngressSource.CLOUDFRONT,
                origin_secret=self._settings.origin_secret,
                access_logs=AccessLogsArgs(bucket=logs.bucket_name, prefix=_LOAD_BALANCER_LOGS),
                deletion_protection=self._protected,
                idle_timeout_seconds=self._sizing.load_balancer.idle_timeout_seconds,
            ),
            self._child,
        )

    def _make_cluster(self) -> Cluster:
        return Cluster(
            f"{self._name}-cluster",
            ClusterArgs(location=self._location, cluster_name=self._names.physical("services", limit=255)),
            self._child,
        )

    # --- services

    def _services_with_image(self) -> list[Service]:
        return [service for service in _routes(self._settings.domain) if service in self._settings.images]

    def _make_service(self, service: Service) -> FargateService:
        sizing: ServiceSizing = getattr(self._sizing.services, service.value)
        made = FargateService(
            f"{self._name}-{service.value}",
            FargateServiceArgs(
                location=self._location,
                service_name=self._names.physical(service.value, limit=255),
                cluster_name=self.cluster.name,
                vpc_id=self.network.vpc_id,
                subnet_ids=self.network.private_subnets,
                container=self._container(service, sizing),
                cpu_units=sizing.task.cpu_units,
                memory_mib=sizing.task.memory_mib,
                cpu_architecture=CpuArchitecture[sizing.task.architecture.name],
                load_balancer=self._target(service, sizing),
                scaling=_scaling(sizing.scaling),
                rollout=Rollout(
                    health_check_grace_period_seconds=sizing.timing.grace_period_seconds,
                    longest_request_seconds=sizing.timing.longest_request_seconds,
                ),
                log_retention_days=self._sizing.logs.retention_days,
            ),
            self._child,
        )
        made.allow_from(self.load_balancer.security_group)
        return made

    def _container(self, service: Service, sizing: ServiceSizing) -> Container:
        health, timing = sizing.health_check, sizing.timing
        return Container(
            image=self._image(service),
            environment=self._environment(service, timing.keep_alive_seconds),
            secrets=self._settings.secrets_of(service),
            health_check=ContainerHealthCheck(
                command=["CMD-SHELL", f"curl -f http://localhost:8080{health.path} || exit 1"],
                interval_seconds=health.interval_seconds,
                timeout_seconds=health.timeout_seconds,
                retries=health.unhealthy_threshold,
                start_period_seconds=timing.start_period_seconds,
            ),
            stop_timeout_seconds=timing.stop_timeout_seconds,
        )

    def _environment(self, service: Service, keep_alive_seconds: int) -> Mapping[str, pulumi.Input[str]]:
        common = {environment.KEEP_ALIVE_SECONDS: str(keep_alive_seconds)}
        return {**common, environment.ORDER_QUEUE_URL: self.orders.url} if service is Service.API else common

    def _image(self, service: Service) -> str:
        image = self._settings.image(service, self._location)
        if image is None:
            raise LookupError(f"{service.value} has no image")  # nobody asks for one without: see _services_with_image
        return image

    def _target(self, service: Service, sizing: ServiceSizing) -> LoadBalancerTarget:
        """The service's target group, with the routes that lead to it."""
        health, timing = sizing.health_check, sizing.timing
        group = TargetGroup(
            f"{self._name}-{service.value}",
            TargetGroupArgs(
                vpc_id=self.network.vpc_id,
                health_path=health.path,
                healthy_threshold=health.healthy_threshold,
                unhealthy_threshold=health.unhealthy_threshold,
                health_interval_seconds=health.interval_seconds,
                health_timeout_seconds=health.timeout_seconds,
                deregistration_delay_seconds=timing.deregistration_delay_seconds,
            ),
            self._child,
        )
        rules = [
            self.load_balancer.route(
                rule,
                RouteArgs(
                    priority=route.priority, target_group=group, path_patterns=route.paths, host_headers=route.hosts
                ),
            )
            for rule, route in _routes(self._settings.domain)[service].items()
        ]
        return LoadBalancerTarget(
            target_group_arn=group.arn,
            listener_rule_arns=[rule.arn for rule in rules],
            request_count_label=request_count_label(self.load_balancer, group),
            unhealthy_window_seconds=health.unhealthy_threshold * health.interval_seconds,
            deregistration_delay_seconds=timing.deregistration_delay_seconds,
        )

    # --- orders

    def _make_order_queue(self) -> FifoQueue:
        sizing = self._sizing.order_queue
        return FifoQueue(
            f"{self._name}-orders",
            FifoQueueArgs(
                location=self._location,
                queue_name=self._names.physical(_ORDERS, limit=71),  # 80, less "-dlq.fifo"
                deletion_protection=self._protected,
                visibility_timeout_seconds=sizing.visibility_timeout_seconds,
                retention_days=sizing.retention_days,
                dlq_retention_days=sizing.dlq_retention_days,
                max_receive_count=sizing.max_receive_count,
            ),
            self._child,
        )

    def _make_order_consumer(self) -> OrderConsumer | None:
        if Service.ORDER_CONSUMER not in self._settings.images:
            return None
        sizing = self._sizing.order_consumer
        return OrderConsumer(
            f"{self._name}-consumer",
            OrderConsumerArgs(
                location=self._location,
                function_name=self._names.physical(Service.ORDER_CONSUMER.repository, limit=64),
                image_uri=self._image(Service.ORDER_CONSUMER),
                queue=self.orders.source,
                timeout_seconds=sizing.timeout_seconds,
                memory_mib=sizing.memory_mib,
                batch_size=sizing.batch_size,
                maximum_concurrency=sizing.maximum_concurrency,
                network=FunctionNetwork(vpc_id=self.network.vpc_id, subnet_ids=self.network.private_subnets),
                log_retention_days=self._sizing.logs.retention_days,
            ),
            self._child,
        )

    def _let_checkout_send_orders(self) -> None:
        if Service.API in self.services:
            self.orders.grant_send(Service.API.value, self.services[Service.API].task_role)

    # --- for people

    def _describe(self) -> Mapping[str, pulumi.Output[str]]:
        return {
            "vpc_id": self.network.vpc_id,
            "load_balancer": self.load_balancer.dns_name,
            "cluster": self.cluster.name,
            "order_queue": self.orders.url,
            "order_dead_letter_queue": self.orders.dlq_url,
        }


def regional_provider(region: RegionSettings, tags: Mapping[str, str]) -> aws.Provider:
    """The AWS provider of a region: it tags everything and refuses to work in another account than the settings'."""
    return aws.Provider(
        f"{region.key}-aws",
        region=region.location.region,
        allowed_account_ids=[region.location.account_id],
        default_tags=aws.ProviderDefaultTagsArgs(tags=tags),
    )


def say_what_is_missing(settings: Settings) -> None:
    """Tell the user which services are not created yet, and what to do about it."""
    for service in settings.services_without_image:
        pulumi.log.warn(
            f"{service.value} has no image digest in the stack file (floodgate:images.{service.value}), so it is not"
            " created: push its image, put the digest there and deploy again"
        )


def _scaling(sizing: ScalingSizing) -> TaskScaling:
    return TaskScaling(
        min_tasks=sizing.min_tasks,
        max_tasks=sizing.max_tasks,
        cpu_percent=sizing.cpu_percent,
        memory_percent=sizing.memory_percent,
        requests_per_target_per_minute=sizing.requests_per_target_per_minute,
        scale_in_cooldown_seconds=sizing.scale_in_cooldown_seconds,
        scale_out_cooldown_seconds=sizing.scale_out_cooldown_seconds,
    )

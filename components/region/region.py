"""The region as a component: a table of contents of its tiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi

from components.compute import Cluster, ClusterArgs, Repository, RepositoryArgs
from components.naming import Names
from components.network import NetworkView
from components.region import entrance, queues
from components.region.alarms import Watch, watch_region
from components.region.data import make_data
from components.region.services import Neighbours, make_services
from components.region.site import Site
from components.settings import RegionSettings, Service, Settings


@dataclass(frozen=True, kw_only=True)
class RegionArgs:
    """Arguments of Region."""

    # The stack's settings.
    settings: Settings
    # Which of its regions this is.
    region: RegionSettings
    # How resources are called in AWS.
    names: Names
    # What the CDN tells the load balancer to prove itself.
    origin_secret: pulumi.Input[str]
    # Name of the SSM parameter in which the product writer finds the distribution's id.
    distribution_parameter: str
    # Names of the validation records of another region's certificate for the same names; none for the first region.
    validation_records: Sequence[pulumi.Input[str]] = ()


class Region(pulumi.ComponentResource):
    """The regional tiers of the stack.

    Creates: network, log bucket, certificate, load balancer, queues, cache and database, cluster, image repositories; a
    service with its target group and routes, a worker and the order consumer, for each that has an image; alarms.

    Outputs: ``network``, ``load_balancer``, ``orders``, ``notifications``, ``data``, ``cluster``, ``services``,
    ``order_consumer``, ``notification_worker``, ``watch``; ``endpoints``, what operators want to know, for the stack's
    exports.

    Cost: that of its parts.

    Rules that watch it: all; each part names its own.
    """

    endpoints: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: RegionArgs, opts: pulumi.ResourceOptions) -> None:
        super().__init__("floodgate:index:Region", name, {}, opts)
        site = Site(name=name, region=self, settings=args.settings, here=args.region, names=args.names)
        self.watch = Watch(site)
        self.network: NetworkView = entrance.make_network(site)
        self.certificate = entrance.make_certificate(site, list(args.validation_records))
        self.load_balancer = entrance.make_load_balancer(site, self.network, self.certificate, args.origin_secret)
        self.orders = queues.make_order_queue(site)
        self.notifications = queues.make_notification_queue(site)
        self.data = make_data(site, self.network) if site.has_data else None
        self.repositories = _make_repositories(site)
        self.cluster = _make_cluster(site)
        self.services = make_services(site, self._neighbours(args.distribution_parameter))
        self.idempotency = queues.make_idempotency_table(site)
        self.order_consumer = queues.make_order_consumer(
            site, self.network, self.orders, self.notifications, self.idempotency, self.data
        )
        self.notification_worker = queues.make_notification_worker(
            site, self.network, self.cluster, self.notifications, self.idempotency
        )
        watch_region(site, self)
        self.endpoints = self._describe()
        self.register_outputs(dict(self.endpoints))

    def _neighbours(self, distribution_parameter: str) -> Neighbours:
        return Neighbours(
            network=self.network,
            load_balancer=self.load_balancer,
            cluster=self.cluster,
            orders=self.orders,
            notifications=self.notifications,
            data=self.data,
            watch=self.watch,
            distribution_parameter=distribution_parameter,
        )

    def _describe(self) -> Mapping[str, pulumi.Output[str]]:
        described = {
            "vpc_id": self.network.vpc_id,
            "load_balancer": self.load_balancer.dns_name,
            "cluster": self.cluster.name,
            "order_queue": self.orders.url,
            "order_dead_letter_queue": self.orders.dlq_url,
            "notification_queue": self.notifications.url,
        }
        if self.data is None:
            return described
        return {
            **described,
            "database_writer": self.data.database.writer_endpoint,
            "database_reader": self.data.database.reader_endpoint,
            "cache": self.data.cache.primary_endpoint,
        }


def _make_cluster(site: Site) -> Cluster:
    args = ClusterArgs(location=site.location, cluster_name=site.names.physical("services", limit=255))
    return Cluster(site.logical("services"), args, site.options())


def _make_repositories(site: Site) -> Mapping[Service, Repository]:
    """A repository for each image; none if the stack file says that the images are elsewhere."""
    if site.settings.repository_prefix is not None:
        return {}
    return {service: _make_repository(site, service) for service in Service}


def _make_repository(site: Site, service: Service) -> Repository:
    args = RepositoryArgs(
        location=site.location,
        repository_name=site.settings.repository(service, site.names),
        keep_images=site.sizing.repositories.keep_images,
        deletion_protection=site.protected,
        force_delete=site.empties,
    )
    return Repository(site.logical(f"{service.repository}-images"), args, site.options())


def say_what_is_missing(settings: Settings) -> None:
    """Tell the user which services are not created yet, and what to do about it."""
    for service in settings.services_without_image:
        pulumi.log.warn(
            f"{service.value} has no image digest in the stack file (floodgate:images.{service.value}), so it is not"
            " created: push its image, put the digest there and deploy again"
        )

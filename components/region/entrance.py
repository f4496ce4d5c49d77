"""Where requests come in: the network, and the load balancer with what it needs."""

import pulumi
import pulumi_aws as aws

from components.edge import Certificate, CertificateArgs
from components.load_balancing import AccessLogsArgs, IngressSource, LoadBalancer, LoadBalancerArgs
from components.network import ExistingNetwork, ExistingNetworkArgs, NatStrategy, Network, NetworkArgs, NetworkView
from components.region.site import Site
from components.sizing import Nat
from components.storage import LogBucket, LogBucketArgs, LogDelivery, LogSource

_NAT = {Nat.NONE: NatStrategy.NONE, Nat.SINGLE: NatStrategy.SINGLE, Nat.PER_ZONE: NatStrategy.PER_ZONE}
_LOG_PREFIX = "load-balancer"


def make_network(site: Site) -> NetworkView:
    """The region's own network, or the one that the stack file names."""
    existing = site.here.existing_vpc
    if existing is not None:
        args = ExistingNetworkArgs(
            vpc_id=existing.vpc_id,
            public_subnet_ids=existing.public_subnet_ids,
            private_subnet_ids=existing.private_subnet_ids,
            data_subnet_ids=existing.data_subnet_ids,
        )
        return ExistingNetwork(site.logical("network"), args, site.options())
    sizing = site.sizing.network
    own = NetworkArgs(
        location=site.location,
        cidr_block=site.here.cidr_block,
        zones=_zones(site, sizing.zone_count),
        nat=_NAT[sizing.nat],
        interface_endpoints=sizing.interface_endpoints,
        flow_log_retention_days=sizing.flow_log_retention_days,
        deletion_protection=site.protected,
    )
    return Network(site.logical("network"), own, site.options())


def _zones(site: Site, count: int) -> list[str]:
    """The first zones by name that are open to everybody; local zones and zones to opt in to are not among them."""
    found = aws.get_availability_zones(
        state="available",
        filters=[{"name": "opt-in-status", "values": ["opt-in-not-required"]}],
        opts=site.lookup(),
    )
    if len(found.names) < count:
        raise pulumi.RunError(
            f"{site.location.region} has {len(found.names)} availability zones, sizing.network.zoneCount asks for"
            f" {count}: lower it"
        )
    return sorted(found.names)[:count]


def make_certificate(site: Site, existing_records: list[pulumi.Input[str]]) -> Certificate:
    """The load balancer's certificate: the origin's and the API's name are one level below the domain."""
    zone = aws.route53.get_zone(name=site.settings.zone, opts=site.lookup())
    names = [site.settings.domain, f"*.{site.settings.domain}"]
    args = CertificateArgs(names=names, zone_id=zone.zone_id, existing_records=existing_records)
    return Certificate(site.logical("tls"), args, site.options())


def make_load_balancer(
    site: Site, network: NetworkView, certificate: Certificate, origin_secret: pulumi.Input[str]
) -> LoadBalancer:
    """The load balancer, which only the CDN reaches, and the bucket that it writes a line for each request to."""
    logs = _make_log_bucket(site)
    args = LoadBalancerArgs(
        vpc_id=network.vpc_id,
        subnet_ids=network.public_subnet_ids,
        certificate_arn=certificate.arn,
        ingress=IngressSource.CLOUDFRONT,
        origin_secret=origin_secret,
        access_logs=AccessLogsArgs(bucket=logs.bucket_name, prefix=_LOG_PREFIX),
        deletion_protection=site.protected,
        idle_timeout_seconds=site.sizing.load_balancer.idle_timeout_seconds,
    )
    return LoadBalancer(site.logical("lb"), args, site.options())


def _make_log_bucket(site: Site) -> LogBucket:
    args = LogBucketArgs(
        location=site.location,
        # the world's buckets share one name space
        bucket_name=site.names.physical(f"logs-{site.location.account_id}-{site.location.region}", limit=63),
        deliveries=[LogDelivery(source=LogSource.LOAD_BALANCER, prefix=_LOG_PREFIX)],
        retention_days=site.sizing.load_balancer.access_log_retention_days,
        deletion_protection=site.protected,
        force_destroy=site.empties,
    )
    return LogBucket(site.logical("logs"), args, site.options())

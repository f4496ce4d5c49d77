"""The name behind the distribution: which region's load balancer answers what CloudFront has not cached.

A name can be on one distribution in the world, so regions cannot be told apart in front of CloudFront; they are behind
it. Each edge location asks for the origin's name and gets the region that is nearest to it in time, among those that
are healthy. Health is what the load balancer says of its targets: Route 53's own checkers cannot see a load balancer
that lets in nobody but CloudFront, so no check of theirs is made. An alarm can speak in addition, for what targets do
not notice. If nothing is healthy, Route 53 answers as if everything were.

A load balancer counts as unhealthy while a target group of its listeners has no healthy target or, by Route 53's
documentation, no target at all: a service that is scaled to nothing, or the idle group of a blue/green deployment. With
such groups turn target health off and give an alarm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws


class OriginRouting(Enum):
    """How a region is chosen among the healthy."""

    # The nearest in time.
    LATENCY = "latency"
    # By chance, in proportion to the weights.
    WEIGHTED = "weighted"
    # The first while it is healthy, else the second.
    FAILOVER = "failover"


@dataclass(frozen=True, kw_only=True)
class RegionalOrigin:
    """One region's load balancer."""

    # Region code.
    region: str
    # DNS name of the load balancer.
    load_balancer_dns_name: pulumi.Input[str]
    # Hosted zone of the load balancer.
    load_balancer_zone_id: pulumi.Input[str]
    # ARN of the load balancer, for a VPC origin and for Shield Advanced.
    load_balancer_arn: pulumi.Input[str] | None = None
    # Share of the requests with WEIGHTED, 0 to 255; 0 takes a region out.
    weight: int = 100
    # A CloudWatch alarm that takes the region out while it is raised; of this account, without metric math, percentiles
    # or high resolution, which Route 53 cannot read. None: only the targets' health counts.
    alarm_name: pulumi.Input[str] | None = None
    # Region of the alarm. None: the same region.
    alarm_region: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.weight <= 255:
            raise ValueError(f"the weight {self.weight} of {self.region} is none of Route 53's: choose 0 to 255")
        if self.alarm_region is not None and self.alarm_name is None:
            raise ValueError(f"the alarm of {self.region} has a region but no name: give alarm_name, too")


@dataclass(frozen=True, kw_only=True)
class OriginRecordsArgs:
    """Arguments of OriginRecords."""

    # The name that CloudFront connects to, on each load balancer's certificate.
    hostname: str
    # Hosted zone that it is in.
    zone_id: pulumi.Input[str]
    # The load balancers, by the region's key, which never changes for a load balancer. With FAILOVER, the first first.
    regions: Mapping[str, RegionalOrigin]
    # How a region is chosen.
    routing: OriginRouting = OriginRouting.LATENCY
    # Whether a region without healthy targets gets no requests.
    evaluate_target_health: bool = True

    def __post_init__(self) -> None:
        if not self.regions:
            raise ValueError("the origin's name leads nowhere: give at least one region")
        codes = [origin.region for origin in self.regions.values()]
        if self.routing is OriginRouting.LATENCY and len(set(codes)) != len(codes):
            raise ValueError("two origins are in one region: Route 53 takes one latency record for each, so merge them")
        if self.routing is OriginRouting.FAILOVER and len(codes) != 2:
            raise ValueError(f"failover needs two regions, not {len(codes)}: give two, or choose LATENCY")


class OriginRecords(pulumi.ComponentResource):
    """One name for the load balancers of all regions.

    *Creates*: an A record for each region; a health check for each that has an alarm.

    *Outputs*: ``health_check_ids``, by the region's key.

    *Cost* (2026-11): latency queries 0.60 USD per million, but those for aliases of AWS targets are free (U in
    aws-facts); a health check of an alarm 0.50 USD a month.

    *Rules that watch it*: same name and type, a set identifier and a region each (C16); the name is on each load
    balancer's certificate (C04).
    """

    health_check_ids: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: OriginRecordsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:OriginRecords", name, {}, opts)
        self._name = name
        self._args = args
        self.health_check_ids = {
            key: self._watch(key, origin, origin.alarm_name)
            for key, origin in args.regions.items()
            if origin.alarm_name is not None
        }
        for place, (key, origin) in enumerate(args.regions.items()):
            self._point(key, origin, first=place == 0)
        self.register_outputs({"health_check_ids": self.health_check_ids})

    def _watch(self, key: str, origin: RegionalOrigin, alarm: pulumi.Input[str]) -> pulumi.Output[str]:
        return aws.route53.HealthCheck(
            f"{self._name}-{key}-health",
            type="CLOUDWATCH_METRIC",
            cloudwatch_alarm_name=alarm,
            cloudwatch_alarm_region=origin.alarm_region or origin.region,
            insufficient_data_health_status="LastKnownStatus",  # no requests are no sign of illness, nor of health
            tags={"Name": f"{self._args.hostname} {key}"},
            opts=pulumi.ResourceOptions(parent=self),
        ).id

    def _point(self, key: str, origin: RegionalOrigin, *, first: bool) -> None:
        routing = self._args.routing
        latency = aws.route53.RecordLatencyRoutingPolicyArgs(region=origin.region)
        weighted = aws.route53.RecordWeightedRoutingPolicyArgs(weight=origin.weight)
        failover = aws.route53.RecordFailoverRoutingPolicyArgs(type="PRIMARY" if first else "SECONDARY")
        aws.route53.Record(
            f"{self._name}-{key}",
            zone_id=self._args.zone_id,
            name=self._args.hostname,
            type=aws.route53.RecordType.A,  # the load balancers have no IPv6 addresses
            set_identifier=key,
            latency_routing_policies=[latency] if routing is OriginRouting.LATENCY else None,
            weighted_routing_policies=[weighted] if routing is OriginRouting.WEIGHTED else None,
            failover_routing_policies=[failover] if routing is OriginRouting.FAILOVER else None,
            health_check_id=self.health_check_ids.get(key),
            aliases=[
                aws.route53.RecordAliasArgs(
                    name=origin.load_balancer_dns_name,
                    zone_id=origin.load_balancer_zone_id,
                    evaluate_target_health=self._args.evaluate_target_health,
                )
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )

"""The name behind the distribution: which region's load balancer answers what CloudFront has not cached.

A name can be on one distribution in the world, so regions cannot be told apart in front of CloudFront; they are behind
it. Each edge location asks for the origin's name and gets the region that is nearest to it in time, among those that
are healthy. A record has a health check of its own, made of CloudWatch alarms of its region: Route 53's checkers cannot
ask the load balancer, whose security group lets in CloudFront's addresses only. If no record is healthy, Route 53
answers as if all were, so with one region a failed check changes nothing (Route 53 guide, how records are chosen).

The load balancer's own word on its targets counts, too, unless it is turned off: it is unhealthy while a target group
of its listeners has no healthy target or, by Route 53's guide, no target at all, such as the idle group of a blue/green
deployment. With such groups turn target health off, and have the alarms alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import pulumi
import pulumi_aws as aws

_MOST_ALARMS = 255  # health checks that one may be made of; Route 53 guide, calculated health checks


class OriginRouting(Enum):
    """How a region is chosen among the healthy."""

    # The nearest in time.
    LATENCY = "latency"
    # By chance, in proportion to the weights.
    WEIGHTED = "weighted"
    # The first while it is healthy, else the second.
    FAILOVER = "failover"


@dataclass(frozen=True, kw_only=True)
class OriginAlarm:
    """A CloudWatch alarm that rings while a part of a region cannot serve.

    Route 53 reads the metric itself, by a copy of the alarm's settings. So it must be an alarm of this account on one
    metric: no metric math, composite alarm, percentile, high resolution or "M out of N". The metric must be one that is
    sent while nobody sends requests, as an alarm without data counts as ringing: a region that is gone sends none.
    """

    # Its name, as an output of the alarm: Route 53 takes only an alarm that exists.
    alarm_name: pulumi.Input[str]
    # What it looks at, as text. When this changes Route 53 takes a new copy of the alarm, which it does not by itself.
    settings: pulumi.Input[str]
    # Region of the alarm. None: the origin's.
    region: str | None = None


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
    # What the region's health check is made of, by a short name each. Empty: no health check.
    alarms: Mapping[str, OriginAlarm] = field(default_factory=dict)
    # How many of the alarms must be quiet for the region to get requests. None: all.
    quiet_alarms: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.weight <= 255:
            raise ValueError(f"the weight {self.weight} of {self.region} is none of Route 53's: choose 0 to 255")
        if len(self.alarms) > _MOST_ALARMS:
            raise ValueError(
                f"{self.region} has {len(self.alarms)} alarms, Route 53 counts {_MOST_ALARMS}: choose those"
            )
        if self.quiet_alarms is not None and not 1 <= self.quiet_alarms <= len(self.alarms):
            raise ValueError(
                f"{self.quiet_alarms} of {len(self.alarms)} alarms of {self.region} cannot be quiet: choose a number"
                " from 1 to that of its alarms, or leave it out for all"
            )


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

    *Creates*: an A record for each region; a health check for each alarm, and one for each region with alarms, which
    counts those.

    *Outputs*: ``health_check_ids``, of the regions with alarms, by key.

    *Cost* (2026-11): latency queries 0.60 USD per million, but those for aliases of AWS targets are free (U in
    aws-facts); 0.50 USD a month for each health check: one for each region, and one for each alarm.

    *Rules that watch it*: same name and type, a set identifier and a region each (EDGE-010, EDGE-015); the name is on
    each load balancer's certificate (EDGE-003).
    """

    health_check_ids: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: OriginRecordsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:OriginRecords", name, {}, opts)
        self._name = name
        self._args = args
        self.health_check_ids = {
            key: self._count_alarms(key, origin) for key, origin in args.regions.items() if origin.alarms
        }
        for place, (key, origin) in enumerate(args.regions.items()):
            self._point(key, origin, first=place == 0)
        self.register_outputs({"health_check_ids": self.health_check_ids})

    def _count_alarms(self, key: str, origin: RegionalOrigin) -> pulumi.Output[str]:
        """The health check of a region: enough of its alarms are quiet."""
        return aws.route53.HealthCheck(
            f"{self._name}-{key}-health",
            type="CALCULATED",
            child_healthchecks=[self._read_alarm(key, origin.region, *alarm) for alarm in origin.alarms.items()],
            child_health_threshold=len(origin.alarms) if origin.quiet_alarms is None else origin.quiet_alarms,
            tags={"Name": f"{self._args.hostname} {key}"},
            opts=pulumi.ResourceOptions(parent=self),
        ).id

    def _read_alarm(self, key: str, region: str, what: str, alarm: OriginAlarm) -> pulumi.Output[str]:
        return aws.route53.HealthCheck(
            f"{self._name}-{key}-health-{what}",
            type="CLOUDWATCH_METRIC",
            cloudwatch_alarm_name=alarm.alarm_name,
            cloudwatch_alarm_region=alarm.region or region,
            insufficient_data_health_status="Unhealthy",  # a region that is gone says nothing
            triggers={"alarm": alarm.settings},
            tags={"Name": f"{self._args.hostname} {key} {what}"},
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

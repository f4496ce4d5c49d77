"""What has a quantity, group by group: the whole, and what belongs to no tier in particular.

A group holds values or groups, never both, so that a mistake in one group hides none in another.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from components.sizing.data import CacheSizing, DatabaseSizing, PoolSizing
from components.sizing.queues import ConsumerSizing, QueueSizing, WorkerSizing
from components.sizing.services import ServicesSizing
from components.sizing.values import Cidr, EndpointName, Frozen, LogDays, Nat, Price, distinct


class NetworkSizing(Frozen):
    """The network of one region."""

    # Address range of the VPC. A sixteenth of it is one zone's private subnet, where the tasks are.
    cidr_block: Cidr
    # Availability zones. One may fail, so two at least; no region has more than six.
    zone_count: int = Field(ge=2, le=6)
    # NAT gateways.
    nat: Nat
    # AWS services that tasks reach inside the VPC, by the last part of the endpoint's name.
    interface_endpoints: Annotated[tuple[EndpointName, ...], AfterValidator(distinct)]
    # Days that flow logs are kept.
    flow_log_retention_days: LogDays


class LoadBalancerSizing(Frozen):
    """The load balancer of one region."""

    # Seconds without a byte after which a connection is closed (ELB: 1 to 4000).
    idle_timeout_seconds: int = Field(ge=1, le=4000)
    # Days that access logs are kept, the distribution's as well.
    access_log_retention_days: int = Field(ge=1, le=3653)


class EdgeSizing(Frozen):
    """What stands in front of all regions."""

    # Which places answer: "100" (North America, Europe, Israel), "200" (those and most others), or all.
    price_class: Price
    # Requests that one address may make in five minutes (AWS WAF: 10 to 2,000,000,000).
    requests_per_address: int = Field(ge=10, le=2_000_000_000)
    # Whether the web ACL only counts what it would refuse.
    count_only: bool
    # Seconds that product answers are kept, a day at most.
    product_ttl_seconds: int = Field(ge=1, le=86400)
    # Days that the web ACL's log lines are kept.
    log_retention_days: LogDays
    # Whether Shield Advanced protects it: 3,000 USD a month and a commitment of a year, for the whole organization.
    shield_advanced: bool


class TracingSizing(Frozen):
    """Which requests are traced."""

    # Requests a second that reach the services, on average; what the distribution answers is not traced.
    requests_per_second: float = Field(ge=1, le=10_000_000)
    # Of them, how many are traced; the first of each second always is.
    traces_per_second: float = Field(ge=1, le=10_000)


class RepositorySizing(Frozen):
    """Image repositories."""

    # Images that each keeps.
    keep_images: int = Field(ge=1, le=1000)


class LogSizing(Frozen):
    """Logs of services and functions."""

    # Days that they are kept.
    retention_days: LogDays


class Capabilities(Frozen):
    """What a stack can do, and what it can survive."""

    # Whether what cannot be made again resists deletion: load balancer, databases, buckets.
    deletion_protection: bool
    # Whether deletion keeps contents: databases leave a last snapshot, full buckets and repositories stay.
    keep_contents: bool
    # Whether each data tier has a standby in another zone.
    multi_az: bool


class Sizing(Frozen):
    """All quantities of a stack."""

    network: NetworkSizing
    load_balancer: LoadBalancerSizing
    services: ServicesSizing
    order_queue: QueueSizing
    order_consumer: ConsumerSizing
    notification_queue: QueueSizing
    notification_worker: WorkerSizing
    edge: EdgeSizing
    cache: CacheSizing
    database: DatabaseSizing
    pools: PoolSizing
    tracing: TracingSizing
    repositories: RepositorySizing
    logs: LogSizing
    capabilities: Capabilities

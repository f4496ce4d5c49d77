"""What has a quantity, group by group.

A group holds values only, so that a mistake in one group hides none in another.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from components.aurora_limits import instance_classes
from components.sizing.values import (
    AcuCount,
    Architecture,
    Cidr,
    EndpointName,
    Engine,
    Frozen,
    LogDays,
    Nat,
    NodeType,
    Price,
    Strategy,
    distinct,
    one_of_texts,
    shaped,
)


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
    # Days that access logs are kept.
    access_log_retention_days: int = Field(ge=1, le=3653)


class HealthCheckSizing(Frozen):
    """How the load balancer and ECS ask a task whether it works. Ranges are those of target groups."""

    # Where they ask.
    path: Annotated[str, shaped(r"/[\w./~-]{0,1023}", "path", "a path such as /health")]
    # Seconds between two questions.
    interval_seconds: int = Field(ge=5, le=300)
    # Seconds after which no answer is a failure.
    timeout_seconds: int = Field(ge=2, le=120)
    # Good answers in a row that make a task healthy.
    healthy_threshold: int = Field(ge=2, le=10)
    # Failures in a row that make it unhealthy.
    unhealthy_threshold: int = Field(ge=2, le=10)


class TaskSizing(Frozen):
    """One task of a service."""

    # CPU units; 1024 are one vCPU. `fargate_sizes` has the steps, and the memory that goes with each.
    cpu_units: int = Field(ge=256, le=32768)
    # Memory in MiB.
    memory_mib: int = Field(ge=512, le=249856)
    # Processor architecture.
    architecture: Architecture


class ScalingSizing(Frozen):
    """Between how many tasks a service moves, and what moves it."""

    # Tasks at the quietest hour; a single one is an outage whenever it fails (C2).
    min_tasks: int = Field(ge=2, le=5000)
    # Tasks at the busiest; ECS's quota is 5000 a service, and a target group takes 1000 until that quota is raised.
    max_tasks: int = Field(ge=1, le=5000)
    # Mean CPU to hold, in percent.
    cpu_percent: int = Field(ge=1, le=100)
    # Mean memory to hold, in percent.
    memory_percent: int = Field(ge=1, le=100)
    # Requests to hold. CloudWatch counts them per minute: 1000 are 16.7 a second and task.
    requests_per_target_per_minute: int = Field(ge=1, le=1_000_000)
    # Seconds to wait after tasks were removed.
    scale_in_cooldown_seconds: int = Field(ge=0, le=3600)
    # Seconds to wait after tasks were added.
    scale_out_cooldown_seconds: int = Field(ge=0, le=3600)


class TimingSizing(Frozen):
    """The start and the end of a task."""

    # Seconds between the stop signal and the kill; Fargate allows 120.
    stop_timeout_seconds: int = Field(ge=2, le=120)
    # Seconds that the slowest request takes.
    longest_request_seconds: int = Field(ge=1, le=600)
    # Seconds that a removed task may go on with its requests. AWS allows an hour; a deployment gives up before.
    deregistration_delay_seconds: int = Field(ge=0, le=600)
    # Seconds after the start in which ECS ignores the container's own failures (ECS: 0 to 300).
    start_period_seconds: int = Field(ge=0, le=300)
    # Seconds after the start in which ECS ignores the load balancer's verdict. A deployment gives up on a longer one.
    grace_period_seconds: int = Field(ge=0, le=900)
    # Seconds that the server keeps an idle connection.
    keep_alive_seconds: int = Field(ge=1, le=4000)


class DeploymentSizing(Frozen):
    """How a release replaces the one before it."""

    # rolling, blueGreen, canary or linear.
    strategy: Strategy
    # Minutes that both releases are kept once all traffic is moved; not for rolling.
    bake_minutes: int = Field(ge=0, le=1440)


class ServiceSizing(Frozen):
    """One service behind the load balancer."""

    task: TaskSizing
    scaling: ScalingSizing
    timing: TimingSizing
    health_check: HealthCheckSizing
    deployment: DeploymentSizing


class ServicesSizing(Frozen):
    """The services behind the load balancer."""

    web: ServiceSizing
    api: ServiceSizing
    admin: ServiceSizing


class QueueSizing(Frozen):
    """A queue and its dead-letter queue. Ranges are those of SQS."""

    # Seconds that a received message is hidden from other consumers.
    visibility_timeout_seconds: int = Field(ge=1, le=43200)
    # Days that a message waits to be consumed.
    retention_days: int = Field(ge=1, le=14)
    # Attempts after which a message goes to the dead-letter queue.
    max_receive_count: int = Field(ge=1, le=1000)
    # Days that it waits there for a human.
    dlq_retention_days: int = Field(ge=1, le=14)


class ConsumerSizing(Frozen):
    """A function that consumes a FIFO queue. Ranges are those of Lambda."""

    # Seconds after which a batch is abandoned.
    timeout_seconds: int = Field(ge=1, le=900)
    # Memory in MiB; CPU comes in proportion.
    memory_mib: int = Field(ge=128, le=10240)
    # Messages at once; a FIFO queue gives ten at most.
    batch_size: int = Field(ge=1, le=10)
    # Batches at once.
    maximum_concurrency: int = Field(ge=2, le=1000)


class WorkerScalingSizing(Frozen):
    """Between how many workers a queue's service moves, and what moves it."""

    # Workers at the quietest hour.
    min_tasks: int = Field(ge=2, le=5000)
    # Workers at the busiest.
    max_tasks: int = Field(ge=2, le=5000)
    # Of them, how many are never on Spot.
    on_demand_base: int = Field(ge=0, le=5000)
    # Seconds that a message may wait until it is worked off.
    acceptable_latency_seconds: int = Field(ge=1, le=43200)
    # Seconds that a message takes, as a mean.
    processing_seconds: int = Field(ge=1, le=43200)


class WorkerTimingSizing(Frozen):
    """The end of a message and of a worker."""

    # Seconds after which a worker gives a message up.
    max_runtime_seconds: int = Field(ge=1, le=43200)
    # Seconds between the stop signal and the kill; Spot gives two minutes.
    stop_timeout_seconds: int = Field(ge=2, le=120)


class WorkerSizing(Frozen):
    """A service that works off a queue."""

    task: TaskSizing
    scaling: WorkerScalingSizing
    timing: WorkerTimingSizing


class EdgeSizing(Frozen):
    """What stands in front of all regions."""

    # Which places answer: 100 (North America, Europe, Israel), 200, or all.
    price_class: Price
    # Requests that one address may make in five minutes (AWS WAF: 10 to 2,000,000,000).
    requests_per_address: int = Field(ge=10, le=2_000_000_000)
    # Whether the web ACL only counts what it would refuse.
    count_only: bool
    # Seconds that product answers are kept.
    product_ttl_seconds: int = Field(ge=0, le=86400)
    # Days that the web ACL's log lines are kept.
    log_retention_days: LogDays
    # Whether Shield Advanced protects it: 3,000 USD a month and a commitment of a year, for the whole organization.
    shield_advanced: bool


class CacheSizing(Frozen):
    """The cache of a region."""

    # redis, or valkey: a fifth cheaper, and what savings plans cover.
    engine: Engine
    # What a node is.
    node_type: NodeType
    # Primary and replicas.
    node_count: int = Field(ge=1, le=6)
    # Days that snapshots are kept.
    snapshot_retention_days: int = Field(ge=0, le=35)


class InstancesSizing(Frozen):
    """The database's instances."""

    # What they are, unless the database is serverless.
    instance_class: Annotated[str, one_of_texts(instance_classes())]
    # Readers beside the writer; Aurora has 15 at most.
    reader_count: int = Field(ge=0, le=15)
    # Readers that scaling may add up to; the same as readerCount for no scaling.
    max_readers: int = Field(ge=0, le=15)


class ServerlessSizing(Frozen):
    """Instances that grow and shrink by themselves, in capacity units of 2 GiB, instead of instances of a class."""

    # Whether they do.
    enabled: bool
    # Fewest units; 0 lets them pause.
    min_acu: AcuCount
    # Most units.
    max_acu: Annotated[AcuCount, Field(ge=1)]
    # Seconds without a connection after which they pause; only with a minimum of 0.
    pause_after_seconds: int = Field(ge=300, le=86400)


class StorageSizing(Frozen):
    """The database's storage, and the way to it."""

    # Whether there is no fee for each request, for a higher price of everything else.
    io_optimized: bool
    # Days that it can be put back to any second.
    backup_retention_days: int = Field(ge=1, le=35)
    # Whether RDS Proxy stands in front of it.
    proxy: bool


class DatabaseSizing(Frozen):
    """The database of a region."""

    instances: InstancesSizing
    serverless: ServerlessSizing
    storage: StorageSizing


class PoolSizing(Frozen):
    """Connections that one task keeps to the database."""

    # To the writer, at most.
    writer_connections: int = Field(ge=1, le=1000)
    # To readers, at most.
    reader_connections: int = Field(ge=1, le=1000)


class TracingSizing(Frozen):
    """Which requests are traced."""

    # Requests that the whole stack gets in a second, as a mean.
    requests_per_second: float = Field(gt=0, le=10_000_000)
    # Of them, how many are traced.
    traces_per_second: float = Field(gt=0, le=10_000)


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

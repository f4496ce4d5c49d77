"""The quantities of production and of development, each with its reason and its source.

A row such as C2 is one of `docs/ledger.md`; other sources are named, and "guess" says that there is none.
"""

from components.sizing.models import (
    CacheSizing,
    Capabilities,
    ConsumerSizing,
    DatabaseSizing,
    DeploymentSizing,
    EdgeSizing,
    HealthCheckSizing,
    InstancesSizing,
    LoadBalancerSizing,
    LogSizing,
    NetworkSizing,
    PoolSizing,
    QueueSizing,
    RepositorySizing,
    ScalingSizing,
    ServerlessSizing,
    ServiceSizing,
    ServicesSizing,
    Sizing,
    StorageSizing,
    TaskSizing,
    TimingSizing,
    TracingSizing,
    WorkerScalingSizing,
    WorkerSizing,
    WorkerTimingSizing,
)
from components.sizing.values import Architecture, Engine, Nat, Price, Strategy

_SERVICE = ServiceSizing(
    task=TaskSizing(
        cpu_units=512,  # C5
        memory_mib=1024,  # C5
        architecture=Architecture.ARM64,  # C5, corrected: a fifth cheaper than x86 for the same size
    ),
    scaling=ScalingSizing(
        min_tasks=2,  # C2, C3: one may fail
        max_tasks=50,  # C2
        cpu_percent=70,  # C2
        memory_percent=80,  # C2
        requests_per_target_per_minute=1000,  # C2; 50 tasks then answer 833 requests a second (50 x 1000 / 60)
        scale_in_cooldown_seconds=300,  # C2: slowly, tasks may be busy
        scale_out_cooldown_seconds=60,  # C2: quickly, requests are waiting
    ),
    timing=TimingSizing(
        stop_timeout_seconds=30,  # ECS's default; requests have ended by then, in the 30 s before
        longest_request_seconds=30,  # guess, and what CloudFront waits for an origin by default (aws-facts 1.1)
        deregistration_delay_seconds=30,  # L6
        start_period_seconds=60,  # C7
        grace_period_seconds=90,  # C7: the start period, and 30 s to fetch the image (guess)
        keep_alive_seconds=75,  # longer than the load balancer's 60, or it sends requests into closed connections (C9)
    ),
    health_check=HealthCheckSizing(
        path="/health",  # L6
        interval_seconds=15,  # L6, C7
        timeout_seconds=5,  # L6, C7
        healthy_threshold=2,  # L6
        unhealthy_threshold=3,  # L6, C7
    ),
    # One release at a time, with the circuit breaker and the alarms behind it; the others need a bake time.
    deployment=DeploymentSizing(strategy=Strategy.ROLLING, bake_minutes=0),
)

PRODUCTION = Sizing(
    network=NetworkSizing(
        cidr_block="10.0.0.0/16",  # AWS's largest: 4091 addresses for tasks in each zone
        zone_count=3,  # C3: with one zone lost, two thirds of the tasks remain
        nat=Nat.PER_ZONE,  # a lost zone must not take the others' way out with it (aws-facts E36)
        # Pulling images, writing logs, reading secrets and sending orders then need no NAT, which costs more per byte.
        interface_endpoints=("ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs"),
        flow_log_retention_days=30,  # guess: incidents are looked into within a month
    ),
    load_balancer=LoadBalancerSizing(
        idle_timeout_seconds=60,  # ELB's default, and longer than a request may take
        access_log_retention_days=90,  # guess: a quarter of a year of traffic to compare with
    ),
    services=ServicesSizing(
        web=_SERVICE,
        api=_SERVICE,
        # guess: used by employees only
        admin=_SERVICE.model_copy(update={"scaling": _SERVICE.scaling.model_copy(update={"max_tasks": 4})}),
    ),
    order_queue=QueueSizing(
        visibility_timeout_seconds=120,  # Q3: six times the consumer's timeout
        retention_days=7,  # Q4
        max_receive_count=5,  # Q2, corrected: AWS's advice with Lambda; throttling alone can use up three
        dlq_retention_days=14,  # Q2: the longest there is, for the time until somebody looks
    ),
    order_consumer=ConsumerSizing(
        timeout_seconds=20,  # Q3: a sixth of the visibility timeout
        memory_mib=512,  # guess: Python with the AWS SDK needs about 150
        batch_size=10,  # the most that a FIFO queue gives; one API call for ten messages
        maximum_concurrency=10,  # guess: what e-mail and inventory behind it stand
    ),
    notification_queue=QueueSizing(
        visibility_timeout_seconds=180,  # the worker's longest run, and the time in which it must stop
        retention_days=4,  # SQS's default; a notification that is older helps nobody (guess)
        max_receive_count=5,  # as for orders
        dlq_retention_days=14,  # as for orders
    ),
    notification_worker=WorkerSizing(
        task=TaskSizing(cpu_units=256, memory_mib=512, architecture=Architecture.ARM64),  # guess: it mostly waits
        scaling=WorkerScalingSizing(
            min_tasks=2,  # C3: one may fail
            max_tasks=20,  # guess
            on_demand_base=2,  # M2: what is above it may be Spot, which AWS takes back at two minutes' notice
            acceptable_latency_seconds=60,  # guess: a confirmation within a minute
            processing_seconds=1,  # an e-mail takes 0.8 s in the article
        ),
        timing=WorkerTimingSizing(
            max_runtime_seconds=60,  # guess: three tries of a slow mail server
            stop_timeout_seconds=120,  # the notice that Spot gives
        ),
    ),
    edge=EdgeSizing(
        price_class=Price.CLASS_100,  # E9
        requests_per_address=2000,  # SST's default; 6.7 a second over five minutes
        count_only=False,  # E8
        product_ttl_seconds=300,  # E3
        log_retention_days=30,  # guess, as for other logs
        shield_advanced=False,  # E8: Shield Standard is there anyway
    ),
    cache=CacheSizing(
        engine=Engine.REDIS,  # R1
        node_type="cache.r7g.large",  # R1: 13.07 GiB
        node_count=3,  # R1
        snapshot_retention_days=7,  # R1
    ),
    database=DatabaseSizing(
        instances=InstancesSizing(
            # A5: 54 tasks of API and admin, twice during a deployment, with 20 connections each are 2160; this class
            # takes 3479, of which 80 % may be used.
            instance_class="db.r7g.xlarge",
            reader_count=2,  # A1
            max_readers=4,  # A2; Aurora has 15 at most (guess)
        ),
        # A3: for load that varies more than instances and reader scaling follow. The numbers wait for being enabled.
        serverless=ServerlessSizing(enabled=False, min_acu=2, max_acu=64, pause_after_seconds=300),
        storage=StorageSizing(
            io_optimized=False,  # pays once I/O is a quarter of the bill (aws-facts D20)
            backup_retention_days=7,  # aws-facts D21
            proxy=False,  # A5: pools fit without
        ),
    ),
    pools=PoolSizing(
        writer_connections=20,  # A4
        reader_connections=50,  # A4
    ),
    tracing=TracingSizing(
        requests_per_second=100_000,  # P1
        traces_per_second=10,  # guess: 26 million traces a month, 131 USD
    ),
    repositories=RepositorySizing(keep_images=100),  # guess: months of releases to go back to
    logs=LogSizing(retention_days=30),  # guess: incidents are looked into within a month
    capabilities=Capabilities(deletion_protection=True, multi_az=True),
)

_SMALL_SERVICE = _SERVICE.model_copy(
    update={
        # The smallest task. Two at least, as in production, so that what breaks with two breaks here.
        "task": _SERVICE.task.model_copy(update={"cpu_units": 256, "memory_mib": 512}),
        "scaling": _SERVICE.scaling.model_copy(update={"max_tasks": 3}),  # guess: enough to see scaling work
    }
)

DEVELOPMENT = PRODUCTION.model_copy(
    update={
        "network": PRODUCTION.network.model_copy(
            update={
                "zone_count": 2,  # the fewest that a load balancer takes
                "nat": Nat.SINGLE,  # 33 instead of 99 USD a month
                "interface_endpoints": (),  # each costs 7.30 USD a month and zone, which little traffic never saves
                "flow_log_retention_days": 7,
            }
        ),
        "load_balancer": PRODUCTION.load_balancer.model_copy(update={"access_log_retention_days": 7}),
        "services": ServicesSizing(web=_SMALL_SERVICE, api=_SMALL_SERVICE, admin=_SMALL_SERVICE),
        "order_consumer": PRODUCTION.order_consumer.model_copy(update={"maximum_concurrency": 2}),  # Lambda's least
        "notification_worker": PRODUCTION.notification_worker.model_copy(
            update={
                "scaling": PRODUCTION.notification_worker.scaling.model_copy(
                    # All on Spot: a development stack may stand still for a while.
                    update={"max_tasks": 2, "on_demand_base": 0}
                )
            }
        ),
        "edge": PRODUCTION.edge.model_copy(update={"log_retention_days": 7}),
        "cache": CacheSizing(
            engine=Engine.VALKEY,  # a fifth cheaper
            node_type="cache.t4g.micro",
            node_count=1,
            snapshot_retention_days=0,
        ),
        "database": DatabaseSizing(
            instances=InstancesSizing(instance_class="db.t4g.medium", reader_count=0, max_readers=0),
            # M5: nothing to pay for while nobody is connected. Four units take 823 connections (guess).
            serverless=ServerlessSizing(enabled=True, min_acu=0, max_acu=4, pause_after_seconds=600),
            storage=StorageSizing(
                io_optimized=False,
                backup_retention_days=1,  # Aurora's least
                proxy=False,  # it would keep the database awake (aws-facts D10)
            ),
        ),
        "pools": PoolSizing(writer_connections=5, reader_connections=5),
        "tracing": TracingSizing(requests_per_second=1, traces_per_second=1),
        "repositories": RepositorySizing(keep_images=10),
        "logs": LogSizing(retention_days=7),
        "capabilities": Capabilities(deletion_protection=False, multi_az=False),
    }
)

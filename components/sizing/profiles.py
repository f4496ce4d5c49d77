"""The quantities of production and of development, each with its reason and its source.

A row such as C2 is one of `docs/ledger.md`; other sources are named, and "guess" says that there is none.
"""

from components.sizing.data import (
    CacheSizing,
    DatabaseSizing,
    InstancesSizing,
    PoolSizing,
    ServerlessSizing,
    StorageSizing,
)
from components.sizing.models import (
    Capabilities,
    EdgeSizing,
    LoadBalancerSizing,
    LogSizing,
    NetworkSizing,
    RepositorySizing,
    Sizing,
    TracingSizing,
)
from components.sizing.queues import ConsumerSizing, QueueSizing, WorkerScalingSizing, WorkerSizing, WorkerTimingSizing
from components.sizing.services import (
    DeploymentSizing,
    HealthCheckSizing,
    ScalingSizing,
    ServiceSizing,
    ServicesSizing,
    TaskSizing,
    TimingSizing,
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
    deployment=DeploymentSizing(
        strategy=Strategy.ROLLING,  # C9: no second set of tasks to pay for; circuit breaker and alarms go back
        bake_minutes=15,  # for the other strategies: three times the slowest alarm's 5 minutes (guess)
    ),
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
        idle_timeout_seconds=60,  # ELB's default: longer than a request takes and than CloudFront keeps a connection
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
        visibility_timeout_seconds=180,  # Q3: the worker's longest run, and the time that it may take to stop
        retention_days=4,  # SQS's default; an older notification helps nobody (guess)
        max_receive_count=5,  # as for orders
        dlq_retention_days=14,  # as for orders
    ),
    notification_worker=WorkerSizing(
        # The smallest task, as a worker mostly waits for others (guess); ARM64 as in C5.
        task=TaskSizing(cpu_units=256, memory_mib=512, architecture=Architecture.ARM64),
        scaling=WorkerScalingSizing(
            min_tasks=2,  # C3: one may fail
            max_tasks=20,  # guess: 20 messages a second at one second each
            on_demand_base=2,  # M2: as many as are always there; what scaling adds is Spot
            acceptable_latency_seconds=60,  # guess: a confirmation within a minute
            processing_seconds=1,  # the article's e-mail takes 0.8
        ),
        timing=WorkerTimingSizing(
            max_runtime_seconds=60,  # guess: three tries of a slow mail server
            stop_timeout_seconds=120,  # Q7: the notice that Spot gives
        ),
    ),
    edge=EdgeSizing(
        price_class=Price.CLASS_100,  # E9
        requests_per_address=2000,  # SST's default, 6.7 a second; an office behind one address may need more
        count_only=False,  # E8
        product_ttl_seconds=300,  # E3
        log_retention_days=30,  # guess: incidents are looked into within a month
        shield_advanced=False,  # E8: Shield Standard is there anyway
    ),
    cache=CacheSizing(
        engine=Engine.REDIS,  # R1
        node_type="cache.r7g.large",  # R1: 13.07 GiB, of which 75 % hold data
        node_count=3,  # R1: one for each zone
        snapshot_retention_days=7,  # R1
    ),
    database=DatabaseSizing(
        instances=InstancesSizing(
            # A5: 54 tasks of API and admin, twice during a deployment, keep 2160 connections to the writer, and 2700 to
            # each of two readers. This class takes 3479, of which 2783 are for them; the one below it 1722.
            instance_class="db.r7g.xlarge",
            reader_count=2,  # A1
            max_readers=4,  # A2 allows 15; twice as many as usual (guess)
        ),
        # A3: for load that varies more than instances and reader scaling can follow; the numbers wait for that.
        serverless=ServerlessSizing(
            enabled=False,
            min_acu=2,  # the least with which insights work (aws-facts D06)
            max_acu=64,  # guess: the memory of four instances of this class
            pause_after_seconds=300,  # RDS's default; of use with a minimum of 0 only
        ),
        storage=StorageSizing(
            io_optimized=False,  # pays once requests to it are a quarter of the bill (aws-facts D20)
            backup_retention_days=7,  # aws-facts D21
            proxy=False,  # A5: pools fit without
        ),
    ),
    pools=PoolSizing(
        writer_connections=20,  # A4
        reader_connections=50,  # A4
    ),
    tracing=TracingSizing(
        requests_per_second=833,  # guess: half of what 50 tasks of web and of API take (C2); P1's others are cached
        traces_per_second=10,  # guess: enough for a p99 of each minute; 26 million traces a month, 131 USD
    ),
    repositories=RepositorySizing(keep_images=100),  # guess: three releases a day for a month
    logs=LogSizing(retention_days=30),  # guess: incidents are looked into within a month
    capabilities=Capabilities(
        deletion_protection=True,  # aws-facts D21
        keep_contents=True,  # aws-facts D21
        multi_az=True,  # R1, A1
    ),
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
                "flow_log_retention_days": 7,  # guess, as for all logs: last week's experiments are forgotten
            }
        ),
        "load_balancer": PRODUCTION.load_balancer.model_copy(update={"access_log_retention_days": 7}),
        "services": ServicesSizing(web=_SMALL_SERVICE, api=_SMALL_SERVICE, admin=_SMALL_SERVICE),
        "order_consumer": PRODUCTION.order_consumer.model_copy(update={"maximum_concurrency": 2}),  # Lambda's least
        "notification_worker": PRODUCTION.notification_worker.model_copy(
            update={
                "scaling": PRODUCTION.notification_worker.scaling.model_copy(
                    update={"max_tasks": 3, "on_demand_base": 1}  # guess: enough to see scaling and Spot at work
                )
            }
        ),
        "edge": PRODUCTION.edge.model_copy(update={"log_retention_days": 7}),
        "cache": CacheSizing(
            engine=Engine.VALKEY,  # a fifth cheaper (aws-facts R15)
            node_type="cache.t4g.micro",  # the smallest
            node_count=1,  # a cache that is lost here fills again
            snapshot_retention_days=0,  # for the same reason
        ),
        "database": DatabaseSizing(
            # The class waits for serverless to be switched off: the smallest. No readers: their endpoint is the writer.
            instances=InstancesSizing(instance_class="db.t4g.medium", reader_count=0, max_readers=0),
            serverless=ServerlessSizing(
                enabled=True,
                min_acu=0,  # M5: nothing to pay for while nobody is connected
                max_acu=4,  # guess: 8 GiB and 823 connections, at 0.48 USD an hour
                pause_after_seconds=600,  # guess: a break between two experiments does not wake it up anew
            ),
            storage=StorageSizing(
                io_optimized=False,
                backup_retention_days=1,  # Aurora's least
                proxy=False,  # it would keep the database awake (aws-facts D10)
            ),
        ),
        "pools": PoolSizing(
            writer_connections=5,  # guess: few requests at a time; fewer sessions that keep the database awake
            reader_connections=5,
        ),
        "tracing": TracingSizing(requests_per_second=1, traces_per_second=1),  # everything that a developer does
        "repositories": RepositorySizing(keep_images=10),  # guess: a few days of builds
        "logs": LogSizing(retention_days=7),
        "capabilities": Capabilities(deletion_protection=False, keep_contents=False, multi_az=False),
    }
)

"""What happens after the answer: orders in their queue, notifications in theirs, and who works them off."""

from typing import TypeVar

import pulumi

from components import environment, iam
from components.compute import CapacityStrategy, Cluster, Container, ContainerHealthCheck, CpuArchitecture
from components.messaging import (
    FifoQueue,
    FifoQueueArgs,
    FunctionNetwork,
    OrderConsumer,
    OrderConsumerArgs,
    QueueWorker,
    QueueWorkerArgs,
    StandardQueue,
    StandardQueueArgs,
    TracingMode,
    WorkerScaling,
)
from components.network import NetworkView
from components.region.data import Data
from components.region.site import Site
from components.settings import Service
from components.sizing import PoolSizing, QueueSizing
from components.storage import KeyAttribute, Table, TableArgs

_FUNCTION_POOLS = PoolSizing(writer_connections=1, reader_connections=1)  # one batch at a time
_LONGEST_QUEUE_NAME = 71  # SQS's 80, less "-dlq.fifo"

QueueArgs = TypeVar("QueueArgs", FifoQueueArgs, StandardQueueArgs)


def make_order_queue(site: Site) -> FifoQueue:
    """Where checkout leaves orders: in order for each user."""
    args = _queue_args(FifoQueueArgs, site, "order-events", site.sizing.order_queue)
    return FifoQueue(site.logical("order-events"), args, site.options())


def make_notification_queue(site: Site) -> StandardQueue:
    """Where programs leave notifications: in any order."""
    args = _queue_args(StandardQueueArgs, site, "notifications", site.sizing.notification_queue)
    return StandardQueue(site.logical("notifications"), args, site.options())


def _queue_args(kind: type[QueueArgs], site: Site, name: str, sizing: QueueSizing) -> QueueArgs:
    return kind(
        location=site.location,
        queue_name=site.names.physical(name, limit=_LONGEST_QUEUE_NAME),
        deletion_protection=site.protected,
        visibility_timeout_seconds=sizing.visibility_timeout_seconds,
        retention_days=sizing.retention_days,
        dlq_retention_days=sizing.dlq_retention_days,
        max_receive_count=sizing.max_receive_count,
    )


def make_idempotency_table(site: Site) -> Table:
    """Where the consumers note what they have done, so that an order or a mail that comes twice is done once."""
    args = TableArgs(
        location=site.location,
        table_name=site.names.physical("idempotency", limit=255),
        partition_key=KeyAttribute(name="id"),
        ttl_attribute="expiration",
        deletion_protection=site.protected,
        recovery_days=35 if site.protected else None,
    )
    return Table(site.logical("idempotency"), args, site.options())


def make_order_consumer(
    site: Site, network: NetworkView, orders: FifoQueue, notifications: StandardQueue, table: Table, data: Data | None
) -> OrderConsumer | None:
    """The function that works off orders, if it has an image."""
    image = site.settings.image(Service.ORDER_CONSUMER, site.location, site.names)
    if image is None:
        return None
    sizing = site.sizing.order_consumer
    variables: dict[str, pulumi.Input[str]] = {
        environment.IDEMPOTENCY_TABLE: table.table_name,
        environment.NOTIFICATION_QUEUE_URL: notifications.url,
    }
    if data is not None:
        variables |= data.database_variables(site, _FUNCTION_POOLS)
        variables |= {**data.cache_variables(), environment.CACHE_SECRET_ARN: data.cache.secret_arn}
    consumer = OrderConsumer(
        site.logical(Service.ORDER_CONSUMER.repository),
        OrderConsumerArgs(
            location=site.location,
            function_name=site.names.physical(Service.ORDER_CONSUMER.repository, limit=64),
            image_uri=image,
            queue=orders.source,
            timeout_seconds=sizing.timeout_seconds,
            memory_mib=sizing.memory_mib,
            batch_size=sizing.batch_size,
            maximum_concurrency=sizing.maximum_concurrency,
            environment=variables,
            network=FunctionNetwork(vpc_id=network.vpc_id, subnet_ids=network.private_subnets),
            tracing_mode=TracingMode.ACTIVE,
            log_retention_days=site.sizing.logs.retention_days,
        ),
        site.options(),
    )
    name = Service.ORDER_CONSUMER.repository
    table.grant_read_write(name, consumer.role)
    notifications.grant_send(name, consumer.role)
    if data is not None and consumer.security_group is not None:
        data.allow_from(name, consumer.security_group)
        data.cache.allow_from(name, consumer.security_group)
        data.database.grant_read_master_secret(name, consumer.role)
        data.cache.auth_token.grant_read(name, consumer.role)
    return consumer


def make_notification_worker(
    site: Site, network: NetworkView, cluster: Cluster, queue: StandardQueue, table: Table
) -> QueueWorker | None:
    """The service that works off notifications, if it has an image."""
    image = site.settings.image(Service.NOTIFICATION_WORKER, site.location, site.names)
    if image is None:
        return None
    sizing = site.sizing.notification_worker
    container = Container(
        image=image,
        port=None,
        environment={
            environment.IDEMPOTENCY_TABLE: table.table_name,
            environment.MAIL_FROM: f"orders@{site.settings.domain}",
        },
        secrets=site.settings.secrets_of(Service.NOTIFICATION_WORKER),
        # a worker listens on nothing: it touches a file after each round, and the file must not get old
        health_check=ContainerHealthCheck(command=["CMD-SHELL", 'test -n "$(find /tmp/alive -mmin -2)"']),
        stop_timeout_seconds=sizing.timing.stop_timeout_seconds,
    )
    worker = QueueWorker(
        site.logical(Service.NOTIFICATION_WORKER.repository),
        QueueWorkerArgs(
            location=site.location,
            service_name=site.names.physical(Service.NOTIFICATION_WORKER.repository, limit=255),
            cluster_name=cluster.name,
            vpc_id=network.vpc_id,
            subnet_ids=network.private_subnets,
            container=container,
            queue=queue.source,
            max_runtime_seconds=sizing.timing.max_runtime_seconds,
            scaling=WorkerScaling(
                acceptable_latency_seconds=sizing.scaling.acceptable_latency_seconds,
                processing_seconds=sizing.scaling.processing_seconds,
                min_tasks=sizing.scaling.min_tasks,
                max_tasks=sizing.scaling.max_tasks,
            ),
            capacity=CapacityStrategy(on_demand_base=sizing.scaling.on_demand_base, on_demand_weight=0, spot_weight=1),
            cpu_units=sizing.task.cpu_units,
            memory_mib=sizing.task.memory_mib,
            cpu_architecture=CpuArchitecture[sizing.task.architecture.name],
            log_retention_days=site.sizing.logs.retention_days,
        ),
        site.options(),
    )
    name = Service.NOTIFICATION_WORKER.repository
    table.grant_read_write(name, worker.task_role)
    # the identity of the shop's domain, which somebody has to verify (docs/deploy.md)
    send = iam.allow(["ses:SendEmail"], [site.location.arn("ses", f"identity/{site.settings.domain}")])
    iam.grant(site.logical(f"{name}-mail"), worker.task_role, send, parent=worker)
    return worker

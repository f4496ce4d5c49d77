"""Messaging: orders and everything else that can wait is accepted at once and worked off later."""

from components.messaging.backlog_scaling import BacklogScaling, BacklogScalingArgs, WorkerScaling, backlog_per_task
from components.messaging.fifo_queue import FifoQueue, FifoQueueArgs
from components.messaging.order_consumer import FunctionNetwork, OrderConsumer, OrderConsumerArgs, TracingMode
from components.messaging.queue_pair import QueueSource
from components.messaging.queue_worker import QueueWorker, QueueWorkerArgs
from components.messaging.standard_queue import StandardQueue, StandardQueueArgs

__all__ = [
    "BacklogScaling",
    "BacklogScalingArgs",
    "FifoQueue",
    "FifoQueueArgs",
    "FunctionNetwork",
    "OrderConsumer",
    "OrderConsumerArgs",
    "QueueSource",
    "QueueWorker",
    "QueueWorkerArgs",
    "StandardQueue",
    "StandardQueueArgs",
    "TracingMode",
    "WorkerScaling",
    "backlog_per_task",
]

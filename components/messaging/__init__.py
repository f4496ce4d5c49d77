"""Messaging: orders are accepted at once and worked off later."""

from components.messaging.fifo_queue import FifoQueue, FifoQueueArgs
from components.messaging.order_consumer import FunctionNetwork, OrderConsumer, OrderConsumerArgs, TracingMode
from components.messaging.queue_pair import QueueSource
from components.messaging.standard_queue import StandardQueue, StandardQueueArgs

__all__ = [
    "FifoQueue",
    "FifoQueueArgs",
    "FunctionNetwork",
    "OrderConsumer",
    "OrderConsumerArgs",
    "QueueSource",
    "StandardQueue",
    "StandardQueueArgs",
    "TracingMode",
]

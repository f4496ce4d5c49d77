"""Messaging: orders are accepted at once and worked off later."""

from components.messaging.fifo_queue import FifoQueue, FifoQueueArgs, QueueSource
from components.messaging.order_consumer import FunctionNetwork, OrderConsumer, OrderConsumerArgs, TracingMode

__all__ = [
    "FifoQueue",
    "FifoQueueArgs",
    "FunctionNetwork",
    "OrderConsumer",
    "OrderConsumerArgs",
    "QueueSource",
    "TracingMode",
]

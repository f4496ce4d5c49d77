"""A queue that keeps the order within each group, and the queue for what could not be worked off.

A request leaves its event here and answers; a consumer takes it from here in its own time. It owns no producer and no
consumer. While a consumer is down nothing is lost for as long as messages are kept; a message that always fails stops
its own group only until it is put aside.

High-throughput mode is always on: without it SQS takes 300 calls a second for the whole queue, with it, for each
partition of the groups. What both kinds of queue have in common is in ``queue_pair``.
"""

from dataclasses import dataclass

import pulumi

from components.messaging.queue_pair import QueuePair, QueuePairArgs


@dataclass(frozen=True, kw_only=True)
class FifoQueueArgs(QueuePairArgs):
    """Arguments of FifoQueue: those of every queue. ``.fifo`` is added to the names."""

    @property
    def _ending(self) -> str:
        return ".fifo"


class FifoQueue(QueuePair):
    """A FIFO queue in high-throughput mode, with its dead-letter queue.

    Producers give each message a group id (what must stay in order, such as the user) and a deduplication id (the
    order's): content-based deduplication is off, as two equal orders are two orders.

    *Creates*: both queues, the permission for one to put messages into the other and for no other queue to do so, and a
    policy on each that refuses connections without TLS.

    *Outputs*: ``name``, ``arn``, ``url`` and the same of the dead-letter queue, all known at preview; ``source`` for a
    consumer.

    *Cost* (2026-11, us-east-1): 0.50 USD a million requests of 64 KB. Sending, receiving and deleting are a request
    each, so a million messages one by one are 1.50, in batches of ten 0.15.

    *Rules that watch it*: a dead-letter queue of the same kind (QUEUE-002) that keeps messages longer (QUEUE-011); five
    receives or more (QUEUE-004); high throughput needs both of its settings (QUEUE-005, QUEUE-006); visibility against
    the consumer's runtime (QUEUE-001).
    """

    def __init__(self, name: str, args: FifoQueueArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:FifoQueue", name, args, opts, fifo=True)

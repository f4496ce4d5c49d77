"""A queue without order, and the queue for what could not be worked off: e-mail, notifications, reports.

What may happen in any order, and once too often rather than never, belongs here: a standard queue has no limit on calls
and lets as many consumers work as there are. It owns no producer and no consumer. While consumers are down nothing is
lost for as long as messages are kept. What both kinds of queue have in common is in ``queue_pair``.
"""

from dataclasses import dataclass

import pulumi

from components.messaging.queue_pair import QueuePair, QueuePairArgs


@dataclass(frozen=True, kw_only=True)
class StandardQueueArgs(QueuePairArgs):
    """Arguments of StandardQueue: those of every queue."""


class StandardQueue(QueuePair):
    """A standard queue with its dead-letter queue.

    A message may come twice and out of order, so its consumer must be idempotent. The dead-letter queue counts a
    message's age from its first send: one that waited seven days before it failed is there for seven of the fourteen.

    *Creates*: both queues, the permission for one to put messages into the other and for no other queue to do so, and a
    policy on each that refuses connections without TLS.

    *Outputs*: ``name``, ``arn``, ``url`` and the same of the dead-letter queue, all known at preview; ``source`` for a
    consumer.

    *Cost* (2026-11, us-east-1): 0.40 USD a million requests of 64 KB. Sending, receiving and deleting are a request
    each, so a million messages one by one are 1.20, in batches of ten 0.12.

    *Rules that watch it*: a dead-letter queue of the same kind (QUEUE-002) that keeps messages longer (QUEUE-011); five
    receives or more (QUEUE-004); visibility against the consumer's runtime (QUEUE-001, QUEUE-015).
    """

    def __init__(self, name: str, args: StandardQueueArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:StandardQueue", name, args, opts, fifo=False)

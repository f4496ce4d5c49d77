"""A queue without order, and the queue for what could not be worked off: e-mail, notifications, reports.

What may happen in any order, and once too often rather than never, belongs here: a standard queue has no limit on calls
and lets as many consumers work as there are. It owns no producer and no consumer. While consumers are down nothing is
lost for as long as messages are kept. What both kinds of queue have in common is in ``queue_pair``.
"""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.messaging.queue_pair import QueuePair, QueuePairArgs


@dataclass(frozen=True, kw_only=True)
class StandardQueueArgs(QueuePairArgs):
    """Arguments of StandardQueue: those of every queue."""


class StandardQueue(pulumi.ComponentResource):
    """A standard queue with its dead-letter queue.

    A message may come twice and out of order, so its consumer must be idempotent. The dead-letter queue counts a
    message's age from its first send: one that waited seven days before it failed is there for seven of the fourteen.

    *Creates*: both queues, the permission for one to put messages into the other and for no other queue to do so, and a
    policy on each that refuses connections without TLS.

    *Outputs*: ``name``, ``arn``, ``url`` and the same of the dead-letter queue, all known at preview; ``source`` for a
    consumer.

    *Cost* (2026-11, us-east-1): 0.40 USD a million requests of 64 KB. Sending, receiving and deleting are a request
    each, so a million messages one by one are 1.20, in batches of ten 0.12.

    *Rules that watch it*: a dead-letter queue of the same kind (Q04) that keeps messages longer (Q06); five receives or
    more (Q07); visibility against the consumer's runtime (Q02, Q23).
    """

    name: pulumi.Output[str]
    arn: pulumi.Output[str]
    url: pulumi.Output[str]
    dlq_name: pulumi.Output[str]
    dlq_arn: pulumi.Output[str]
    dlq_url: pulumi.Output[str]

    def __init__(self, name: str, args: StandardQueueArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:StandardQueue", name, {}, opts)
        self._pair = QueuePair(name, args, self, fifo=False)
        self.name, self.arn, self.url = self._pair.name, self._pair.arn, self._pair.url
        self.dlq_name, self.dlq_arn, self.dlq_url = self._pair.dlq_name, self._pair.dlq_arn, self._pair.dlq_url
        self.source = self._pair.source
        self.register_outputs(self._pair.outputs())

    def grant_send(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role`` send to the queue; ``grantee`` names it in the policy's name."""
        return self._pair.grant_send(grantee, role)

    def grant_consume(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role`` receive messages and delete those worked off; ``grantee`` names it in the policy's name."""
        return self._pair.grant_consume(grantee, role)

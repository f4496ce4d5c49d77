"""Programs that keep and break TELEMETRY-008, in the spellings of users. The text of a bad one is what it is told."""

import pulumi

from rules.observability import common_examples as common

AGE = "ApproximateAgeOfOldestMessage"


def good_by_name() -> None:
    """The age of the oldest message is watched."""
    queue = common.queue("orders", fifo_queue=True)
    common.alarm("age", metric=AGE, dimensions={"QueueName": queue.name}, threshold=300)


def good_standard() -> None:
    """In a standard queue no message holds up another one."""
    common.queue("orders")


def bad_none() -> None:
    """No alarm watches the age of the oldest message in queue `orders`, a FIFO queue."""
    common.queue("orders", fifo_queue=True, name="orders.fifo")


def bad_other_metric_by_literal_name() -> None:
    """No alarm watches the age of the oldest message in queue `orders`, a FIFO queue."""
    common.queue("orders", fifo_queue=True, name="orders.fifo")
    common.alarm("length", dimensions={"QueueName": "orders.fifo"})


def bad_in_a_query_in_a_component() -> None:
    """No alarm watches the age of the oldest message in queue `orders`, a FIFO queue."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Queues", "queues"))
    queue = common.queue("orders", fifo_queue=True, name="orders.fifo", opts=inside)
    common.alarm_on("sent", common.metric("AWS/SQS", "NumberOfMessagesSent", {"QueueName": queue.name}))

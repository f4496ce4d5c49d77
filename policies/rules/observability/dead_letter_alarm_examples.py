"""Programs that keep and break TELEMETRY-007, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as common

VISIBLE = "ApproximateNumberOfMessagesVisible"


def _dead(opts: pulumi.ResourceOptions | None = None) -> aws.sqs.Queue:
    return aws.sqs.Queue(
        "dead", name="dead", redrive_allow_policy=json.dumps({"redrivePermission": "allowAll"}), opts=opts
    )


def good_by_name() -> None:
    """The first message makes it fire."""
    common.alarm("dead", dimensions={"QueueName": _dead().name})


def good_query_by_literal_name() -> None:
    """The same as a query."""
    _dead()
    common.alarm_on("dead", common.metric("AWS/SQS", VISIBLE, {"QueueName": "dead"}))


def good_at_least_one() -> None:
    """The same limit in other words."""
    operator = "GreaterThanOrEqualToThreshold"
    common.alarm("dead", dimensions={"QueueName": _dead().name}, comparison_operator=operator, threshold=1)


def bad_none() -> None:
    """No alarm fires on the first message in queue `dead`, which is a dead-letter queue."""
    _dead()


def bad_of_another_queue() -> None:
    """No alarm fires on the first message in queue `dead`, which is a dead-letter queue."""
    _dead()
    common.alarm("orders", dimensions={"QueueName": common.queue("orders", name="orders").name})


def bad_metric_of_sending() -> None:
    """No alarm fires on the first message in queue `dead`, which is a dead-letter queue."""
    common.alarm("dead", metric="NumberOfMessagesSent", dimensions={"QueueName": _dead().name})


def bad_late_in_a_component() -> None:
    """No alarm fires on the first message in queue `dead`, which is a dead-letter queue."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Queues", "queues"))
    common.alarm("dead", dimensions={"QueueName": _dead(inside).name}, threshold=10, opts=inside)


def bad_by_separate_redrive_policy() -> None:
    """No alarm fires on the first message in queue `dead`, which is a dead-letter queue."""
    queue, dead = aws.sqs.Queue("orders"), aws.sqs.Queue("dead", name="dead")
    redrive = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
    aws.sqs.RedrivePolicy("orders", queue_url=queue.id, redrive_policy=redrive)
    common.alarm("orders", dimensions={"QueueName": "orders"})

"""Programs that keep and break QUEUE-027, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

ROLE = "arn:aws:iam::123456789012:role/handler"
OUTSIDE = "arn:aws:sqs:us-east-1:123456789012:dead-of-another-stack"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:hook"


def good_inline() -> None:
    """It has one of its own."""
    dead = aws.sqs.Queue("dead")
    redrive = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
    aws.sqs.Queue("orders", redrive_policy=redrive)


def good_separate() -> None:
    """The redrive policy is a resource of its own, which names a queue of another stack."""
    queue = aws.sqs.Queue("orders")
    redrive = json.dumps({"deadLetterTargetArn": OUTSIDE, "maxReceiveCount": 5})
    aws.sqs.RedrivePolicy("orders", queue_url=queue.url, redrive_policy=redrive)


def good_dead_letters_of_a_topic() -> None:
    """A queue that takes what a topic could not deliver is a dead-letter queue itself."""
    topic, dead = aws.sns.Topic("events"), aws.sqs.Queue("undelivered")
    redrive = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn})
    aws.sns.TopicSubscription("hook", topic=topic.arn, protocol="lambda", endpoint=FUNCTION, redrive_policy=redrive)


def good_dead_letters_of_others() -> None:
    """A queue that lets queues elsewhere redrive to it is a dead-letter queue itself."""
    aws.sqs.Queue("dead", redrive_allow_policy=json.dumps({"redrivePermission": "allowAll"}))


def good_dead_letters_of_others_separate() -> None:
    """The same, said by a resource of its own."""
    dead = aws.sqs.Queue("dead")
    allow = json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": [OUTSIDE]})
    aws.sqs.RedriveAllowPolicy("dead", queue_url=dead.url, redrive_allow_policy=allow)


def bad_without() -> None:
    """Queue `orders` has no dead-letter queue: what cannot be processed is retried, then deleted when its retention
    ends."""
    aws.sqs.Queue("orders")


def bad_deny_all() -> None:
    """Queue `orders` has no dead-letter queue: what cannot be processed is retried, then deleted when its retention
    ends."""
    aws.sqs.Queue("orders", redrive_allow_policy=json.dumps({"redrivePermission": "denyAll"}))


def bad_dead_letters_of_its_function_only() -> None:
    """Queue `orders` has no dead-letter queue: what cannot be processed is retried, then deleted when its retention
    ends."""
    queue, failed = aws.sqs.Queue("orders"), aws.sqs.Queue("failed")
    function = aws.lambda_.Function(
        "handler", role=ROLE, package_type="Image", image_uri="x", dead_letter_config={"target_arn": failed.arn}
    )
    aws.lambda_.EventSourceMapping("orders", event_source_arn=queue.arn, function_name=function.arn)


def bad_inside_component() -> None:
    """Queue `orders` has no dead-letter queue: what cannot be processed is retried, then deleted when its retention
    ends."""
    component = pulumi.ComponentResource("shop:index:Messaging", "messaging")
    aws.sqs.Queue("orders", fifo_queue=True, opts=pulumi.ResourceOptions(parent=component))


def bad_beside_another() -> None:
    """Queue `lonely` has no dead-letter queue: what cannot be processed is retried, then deleted when its retention
    ends."""
    dead = aws.sqs.Queue("dead")
    redrive = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
    aws.sqs.Queue("orders", redrive_policy=redrive)
    aws.sqs.Queue("lonely")

"""Programs that keep and break QUEUE-012, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _redrive(arn: pulumi.Input[str]) -> pulumi.Output[str]:
    return pulumi.Output.json_dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})


def _ireland() -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions(provider=aws.Provider("ireland", region="eu-west-1"))


def good_beside() -> None:
    """Both in the region of the default provider."""
    aws.sqs.Queue("mails", redrive_policy=_redrive(aws.sqs.Queue("dead").arn))


def good_both_elsewhere() -> None:
    """Both with another provider."""
    elsewhere = _ireland()
    aws.sqs.Queue("mails", redrive_policy=_redrive(aws.sqs.Queue("dead", opts=elsewhere).arn), opts=elsewhere)


def bad_by_property() -> None:
    """Queue `mails` and its dead-letter queue are in different regions or accounts."""
    aws.sqs.Queue("mails", redrive_policy=_redrive(aws.sqs.Queue("dead", region="eu-west-1").arn))


def bad_by_provider() -> None:
    """Queue `mails` and its dead-letter queue are in different regions or accounts."""
    dead = aws.sqs.Queue("dead", opts=_ireland())
    aws.sqs.Queue("mails", redrive_policy=_redrive(dead.arn))


def bad_by_literal_arn() -> None:
    """Queue `mails` and its dead-letter queue are in different regions or accounts."""
    target = "arn:aws:sqs:eu-west-1:123456789012:dead"
    redrive = json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": 5})
    aws.sqs.Queue("mails", redrive_policy=redrive)


def bad_separate() -> None:
    """Queue `mails` and its dead-letter queue are in different regions or accounts."""
    queue, dead = aws.sqs.Queue("mails"), aws.sqs.Queue("dead", region="eu-west-1")
    aws.sqs.RedrivePolicy("mails", queue_url=queue.url, redrive_policy=_redrive(dead.arn))


def bad_inside_component() -> None:
    """Queue `mails` and its dead-letter queue are in different regions or accounts."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Mails", "shop"))
    dead = aws.sqs.Queue("dead", region="eu-west-1", opts=inside)
    aws.sqs.Queue("mails", redrive_policy=_redrive(dead.arn), opts=inside)


def unknown_name_only() -> None:
    """The region and account of it and its dead-letter queue"""
    redrive = json.dumps({"deadLetterTargetArn": "dead-of-another-stack", "maxReceiveCount": 5})
    aws.sqs.Queue("mails", redrive_policy=redrive)

"""Programs that keep and break QUEUE-015, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

PREFIX = "arn:aws:sqs:us-east-1:123456789012"


def _queue(visibility: int, opts: pulumi.ResourceOptions | None = None) -> aws.sqs.Queue:
    redrive = json.dumps({"deadLetterTargetArn": f"{PREFIX}:dead", "maxReceiveCount": 5})
    return aws.sqs.Queue(
        "mails", name="mails", visibility_timeout_seconds=visibility, redrive_policy=redrive, opts=opts
    )


def _worker(queue: pulumi.Input[str], runtime: int, stop: int | None, *, by_tags: bool = True) -> None:
    facts = {"FLOODGATE_MAX_RUNTIME_SECONDS": str(runtime), "FLOODGATE_CONSUMES_QUEUE": queue}
    container = {"name": "worker", "image": "worker@sha256:0", "memory": 512, "stopTimeout": stop}
    if not by_tags:
        container["environment"] = [{"name": name, "value": value} for name, value in facts.items()]
    aws.ecs.TaskDefinition(
        "worker",
        family="worker",
        container_definitions=pulumi.Output.json_dumps([container]),
        tags=facts if by_tags else None,
    )


def good_fits() -> None:
    """60 s of work, 60 s to stop, 120 s hidden."""
    _worker(_queue(120).name, runtime=60, stop=60)


def good_longer_than_fargate_waits() -> None:
    """What takes ten minutes cannot be waited for."""
    _worker(_queue(900).name, runtime=600, stop=120)


def good_no_worker() -> None:
    """A task that consumes no queue says so with 0."""
    _worker(_queue(30).name, runtime=0, stop=None)


def bad_default_stop() -> None:
    """Task definition `worker` may work on a message for 60 s, but is killed 30 s after the signal to stop."""
    _worker(_queue(120).name, runtime=60, stop=None)


def bad_short_stop_by_environment() -> None:
    """Task definition `worker` may work on a message for 60 s, but is killed 45 s after the signal to stop."""
    _worker(_queue(120).name, runtime=60, stop=45, by_tags=False)


def bad_visibility() -> None:
    """Queue `mails` shows a message again while task definition `worker` may still work on it: for 60 s, and 60 s more
    when it is stopped."""
    _worker(_queue(90).name, runtime=60, stop=60)


def bad_visibility_by_literal_arn() -> None:
    """Queue `mails` shows a message again while task definition `worker` may still work on it: for 60 s, and 60 s more
    when it is stopped."""
    _queue(90)
    _worker(f"{PREFIX}:mails", runtime=60, stop=60)


def bad_visibility_by_concatenated_url() -> None:
    """Queue `mails` shows a message again while task definition `worker` may still work on it: for 60 s, and 60 s more
    when it is stopped."""
    url = pulumi.Output.concat("https://sqs.us-east-1.amazonaws.com/123456789012/", _queue(90).name)
    _worker(url, runtime=60, stop=60)


def bad_visibility_inside_component() -> None:
    """Queue `mails` shows a message again while task definition `worker` may still work on it: for 60 s, and 60 s more
    when it is stopped."""
    component = pulumi.ComponentResource("shop:index:Mails", "shop")
    _worker(_queue(90, pulumi.ResourceOptions(parent=component)).arn, runtime=60, stop=60)


def unknown_queue() -> None:
    """Which queue it consumes"""
    _worker(f"{PREFIX}:another-stack", runtime=60, stop=60)

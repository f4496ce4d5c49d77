"""The standard queue: everything that the FIFO queue promises, but the order."""

import dataclasses
import json
from typing import Any

import pulumi
import pytest

from components import iam
from components.messaging import StandardQueue, StandardQueueArgs
from components.naming import Location
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ARGS = StandardQueueArgs(location=LOCATION, queue_name="floodgate-prod-notifications", deletion_protection=True)
QUEUE = "aws:sqs/queue:Queue"
ARN = "arn:aws:sqs:us-east-1:123456789012:floodgate-prod-notifications"
DLQ_ARN = f"{ARN}-dlq"
URL = "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-notifications"


def graph(args: StandardQueueArgs = ARGS, *, preview: bool = True) -> Graph:
    def program() -> None:
        queue = StandardQueue("main-notes", args)
        for output in ("name", "arn", "url", "dlq_name", "dlq_arn", "dlq_url"):
            pulumi.export(output, getattr(queue, output))
        pulumi.export("visibility", queue.source.visibility_timeout_seconds)
        role = iam.service_role("role", "ecs-tasks", LOCATION, "role", parent=queue)
        queue.grant_send("api", role)
        queue.grant_consume("worker", role)

    return run(program, preview=preview)


def policy(made: Graph, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(made.one("aws:iam/rolePolicy:RolePolicy", name).inputs["policy"])[
        "Statement"
    ]
    return found


@pytest.mark.parametrize("which", ["queue", "dlq"])
def test_neither_queue_says_anything_of_fifo(which: str) -> None:
    made = graph().one(QUEUE, f"main-notes-{which}").inputs
    fifo = {"fifoQueue", "contentBasedDeduplication", "deduplicationScope", "fifoThroughputLimit"}
    assert not fifo & set(made)
    assert not made["name"].endswith(".fifo")
    assert made["sqsManagedSseEnabled"] is True


@pytest.mark.parametrize("preview", [True, False])
def test_after_five_receives_a_message_is_put_aside_and_a_preview_can_read_it(preview: bool) -> None:
    made = graph(preview=preview)
    queue, dlq = made.one(QUEUE, "main-notes-queue"), made.one(QUEUE, "main-notes-dlq")
    assert json.loads(queue.inputs["redrivePolicy"]) == {"deadLetterTargetArn": DLQ_ARN, "maxReceiveCount": 5}
    assert queue.property_dependencies["redrivePolicy"] == {dlq.urn}
    assert dlq.inputs["messageRetentionSeconds"] > queue.inputs["messageRetentionSeconds"]


def test_only_the_queue_may_put_messages_aside_and_nobody_connects_without_tls() -> None:
    made = graph()
    allowed = made.one("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs
    assert json.loads(allowed["redriveAllowPolicy"]) == {"redrivePermission": "byQueue", "sourceQueueArns": [ARN]}
    for name, arn in (("main-notes-tls", ARN), ("main-notes-dlq-tls", DLQ_ARN)):
        (statement,) = json.loads(made.one("aws:sqs/queuePolicy:QueuePolicy", name).inputs["policy"])["Statement"]
        assert (statement["Effect"], statement["Resource"]) == ("Deny", [arn])


def test_both_resist_deletion_if_asked() -> None:
    assert [bool(q.request.protect) for q in graph().of_type(QUEUE)] == [True, True]
    passing = graph(dataclasses.replace(ARGS, deletion_protection=False))
    assert [bool(q.request.protect) for q in passing.of_type(QUEUE)] == [False, False]


def test_rights_are_for_this_queue_only() -> None:
    made = graph()
    assert policy(made, "main-notes-send-api") == [
        {"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": [ARN]}
    ]
    (consume,) = policy(made, "main-notes-consume-worker")
    assert consume["Resource"] == [ARN]


def test_every_output_is_known_at_preview() -> None:
    made = graph()
    name = "floodgate-prod-notifications"
    assert made.exports == {
        "name": name,
        "arn": ARN,
        "url": URL,
        "dlq_name": f"{name}-dlq",
        "dlq_arn": DLQ_ARN,
        "dlq_url": f"{URL}-dlq",
        "visibility": 120,
    }
    assert made.one("floodgate:index:StandardQueue").outputs["url"] == URL


def test_the_arn_made_from_the_name_is_the_one_that_aws_gives() -> None:
    assert graph(preview=False).one(QUEUE, "main-notes-queue").outputs["arn"] == ARN


def test_a_name_may_be_as_long_as_sqs_allows() -> None:
    assert len(dataclasses.replace(ARGS, queue_name="n" * 76).physical_dlq_name) == 80
    with pytest.raises(ValueError, match="longer than 80 characters"):
        dataclasses.replace(ARGS, queue_name="n" * 77)

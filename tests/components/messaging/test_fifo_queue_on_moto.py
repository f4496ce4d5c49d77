"""The recorded queue pair, made on moto's SQS: what is written down is accepted, and messages go where they should.

moto knows no redrive-allow policy, so that one stays a matter of the recorder.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import boto3
import pytest
from moto import mock_aws

from components.messaging import FifoQueue, FifoQueueArgs
from components.naming import Location
from offline.recorder import Graph, run

QUEUE, POLICY = "aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy"
ATTRIBUTES = {
    "contentBasedDeduplication": "ContentBasedDeduplication",
    "deduplicationScope": "DeduplicationScope",
    "fifoQueue": "FifoQueue",
    "fifoThroughputLimit": "FifoThroughputLimit",
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
    "redrivePolicy": "RedrivePolicy",
    "sqsManagedSseEnabled": "SqsManagedSseEnabled",
    "visibilityTimeoutSeconds": "VisibilityTimeout",
}


@pytest.fixture
def recorded() -> Graph:
    args = FifoQueueArgs(
        location=Location(region="us-east-1", account_id="123456789012"),
        queue_name="floodgate-prod-orders",
        deletion_protection=False,
    )
    return run(lambda: FifoQueue("main-orders", args), preview=False)


@pytest.fixture
def sqs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        yield boto3.client("sqs", region_name="us-east-1")


def create(sqs: Any, recorded: Graph, name: str) -> str:
    """Makes the queue of this logical name, with everything that was recorded of it; gives its URL."""
    inputs = dict(recorded.one(QUEUE, name).inputs)
    physical, tags = inputs.pop("name"), inputs.pop("tags")
    attributes = {ATTRIBUTES[name]: text(value) for name, value in inputs.items()}
    return str(sqs.create_queue(QueueName=physical, Attributes=attributes, tags=tags)["QueueUrl"])


def text(value: Any) -> str:
    """A property as SQS spells it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else f"{value:g}" if value < 1e6 else str(int(value))


def attributes(sqs: Any, url: str) -> Mapping[str, str]:
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert isinstance(found, dict)
    return found


def test_sqs_accepts_the_pair_and_gives_the_urls_and_arns_that_the_component_foretold(
    sqs: Any, recorded: Graph
) -> None:
    dlq, queue = create(sqs, recorded, "main-orders-dlq"), create(sqs, recorded, "main-orders-queue")
    component = recorded.one("floodgate:index:FifoQueue").outputs
    assert (component["url"], component["dlq_url"]) == (queue, dlq)
    assert attributes(sqs, queue)["QueueArn"] == component["arn"]
    assert (
        json.loads(attributes(sqs, queue)["RedrivePolicy"])["deadLetterTargetArn"] == attributes(sqs, dlq)["QueueArn"]
    )


def test_sqs_hands_the_fifo_settings_and_times_back(sqs: Any, recorded: Graph) -> None:
    create(sqs, recorded, "main-orders-dlq")
    found = attributes(sqs, create(sqs, recorded, "main-orders-queue"))
    assert found["FifoQueue"] == "true"
    assert found["ContentBasedDeduplication"] == "false"
    assert (found["DeduplicationScope"], found["FifoThroughputLimit"]) == ("messageGroup", "perMessageGroupId")
    assert (found["VisibilityTimeout"], found["MessageRetentionPeriod"]) == ("120", "604800")


def test_sqs_accepts_the_policies(sqs: Any, recorded: Graph) -> None:
    for name in ("main-orders-dlq", "main-orders-queue"):
        create(sqs, recorded, name)
    for policy in recorded.of_type(POLICY):
        url, document = policy.inputs["queueUrl"], policy.inputs["policy"]
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": document})
        assert json.loads(attributes(sqs, url)["Policy"]) == json.loads(document)


def test_a_message_received_too_often_is_put_aside(sqs: Any, recorded: Graph) -> None:
    dlq, queue = create(sqs, recorded, "main-orders-dlq"), create(sqs, recorded, "main-orders-queue")
    sqs.send_message(QueueUrl=queue, MessageBody="order 1", MessageGroupId="user 1", MessageDeduplicationId="order 1")

    def receive(url: str) -> list[str]:
        answer = sqs.receive_message(QueueUrl=url, VisibilityTimeout=0, WaitTimeSeconds=0)
        return [message["Body"] for message in answer.get("Messages", [])]

    allowed = json.loads(recorded.one(QUEUE, "main-orders-queue").inputs["redrivePolicy"])["maxReceiveCount"]
    assert [receive(queue) for _ in range(allowed)] == [["order 1"]] * 5
    assert receive(dlq) == []
    assert receive(queue) == []
    assert receive(dlq) == ["order 1"]
